"""Texts of the at-risk page: a sentence for each signal, with its evidence."""

from kam_analytics.core.text import Text

NOBODY_JUDGED = Text(
    fr="Aucun compte ne peut être jugé, situation au {day}. La page des comptes à risque en donne les raisons.",
    en="No account can be judged, as of {day}. The page of accounts at risk gives the reasons.",
)
NOBODY = Text(
    fr="Aucun compte ne donne de signal d’alerte, situation au {day}.",
    en="No account gives a warning signal, as of {day}.",
)
ALL_KNOWN = Text(
    fr="Aucun compte en alerte, comptes avec une cause connue : {count}, situation au {day}.",
    en="No account in alert, accounts with a known cause: {count}, as of {day}.",
)
LEAD = Text(
    fr="{flagged} : {exposed} de CA exposé d’ici le {until}.",
    en="{flagged}: {exposed} of revenue exposed until {until}.",
)
LEAD_NO_SEASON = Text(fr="{flagged}, situation au {day}.", en="{flagged}, as of {day}.")
BOTH = Text(fr="{alerts} et {watches}", en="{alerts} and {watches}")
ALERT_ONE = Text(fr="{count} compte en alerte", en="{count} account in alert")
ALERT_MANY = Text(fr="{count} comptes en alerte", en="{count} accounts in alert")
ONLY_WATCH_ONE = Text(fr="{count} compte à surveiller, aucun en alerte", en="{count} account to watch, none in alert")
ONLY_WATCH_MANY = Text(
    fr="{count} comptes à surveiller, aucun en alerte", en="{count} accounts to watch, none in alert"
)
WATCH_ONE = Text(fr="{count} autre à surveiller", en="{count} other to watch")
WATCH_MANY = Text(fr="{count} autres à surveiller", en="{count} others to watch")
FIRST = Text(
    fr="Le plus exposé : {name}. {reason}",
    en="Most exposed: {name}. {reason}",
)
EXPOSED_TITLE = Text(
    fr="CA exposé sur {days} et principal signal, situation au {day}",
    en="Revenue exposed over {days} and main signal, as of {day}",
)
SCATTER_TITLE = Text(
    fr="Score et CA exposé, comptes jugés : {count}, situation au {day}",
    en="Score and exposed revenue, accounts judged: {count}, as of {day}",
)
TABLE = Text(fr="Comptes signalés, situation au {day}", en="Flagged accounts, as of {day}")
TABLE_WITH_LOSSES = Text(
    fr="Comptes signalés, puis plus fortes pertes probables, situation au {day}",
    en="Flagged accounts, then the largest expected losses, as of {day}",
)
METHOD = Text(
    fr="Score : barème de signaux ({watch} points : à surveiller ; {alert} points : alerte). Il classe les comptes,"
    " il ne donne pas de probabilité : aucune perte probable n’est chiffrée.",
    en="Score: a card of signals ({watch} points: watch; {alert} points: alert). It ranks accounts, it is not a"
    " probability: no expected loss is given.",
)
METHOD_RANKS = Text(
    fr="Niveau : barème de signaux ({watch} points : à surveiller ; {alert} points : alerte). L’ordre est celui du"
    " modèle appris sur le passé de l’entreprise : rang × CA exposé. Ses probabilités ne sont pas montrées.",
    en="Level: a card of signals ({watch} points: watch; {alert} points: alert). The order is that of a model learnt on"
    " the company’s past: rank × exposed revenue. Its probabilities are not shown.",
)
METHOD_MODEL = Text(
    fr="Niveau : barème de signaux ({watch} points : à surveiller ; {alert} points : alerte). Probabilité : modèle"
    " appris sur le passé de l’entreprise. Perte probable = probabilité × part perdue d’habitude ({severity})"
    " × CA exposé.",
    en="Level: a card of signals ({watch} points: watch; {alert} points: alert). Probability: a model learnt on the"
    " company’s past. Expected loss = probability × share usually lost ({severity}) × exposed revenue.",
)
POINTS_AND_STAKE = Text(fr="Score et CA exposé, compte par compte", en="Score and exposed revenue, account by account")
NO_SEASON = Text(
    fr="Moins de 12 mois clos de factures : le CA exposé n’est pas défini, les comptes sont classés par CA.",
    en="Less than 12 closed months of invoices: exposed revenue is not defined, accounts are ordered by revenue.",
)
KNOWN_CAUSE = Text(fr="Cause connue", en="Known cause")
LEVELS = {
    "alert": Text(fr="Alerte", en="Alert"),
    "watch": Text(fr="À surveiller", en="Watch"),
    "calm": Text(fr="Sans signal fort", en="No strong signal"),
}
LEVEL = Text(fr="Niveau", en="Level")
URGENCIES = {"alert": LEVELS["alert"], "watch": LEVELS["watch"], "cause": KNOWN_CAUSE}
NONE_OF_LEVEL = Text(
    fr="Aucun compte à ce niveau : {levels}. Retirez le filtre pour voir les autres.",
    en="No account at this level: {levels}. Remove the filter to see the others.",
)
PROBABILITY = Text(fr="Probabilité", en="Probability")
SCORE = Text(fr="Score", en="Score")
EXPOSED = Text(fr="CA exposé", en="Exposed revenue")
EXPOSED_MARGIN = Text(fr="Marge exposée", en="Exposed margin")
REASON = Text(fr="Pourquoi", en="Why")
LAST_INVOICE = Text(fr="Dernière facture", en="Last invoice")
NEXT_EXPECTED = Text(fr="Commande attendue le", en="Order expected on")
