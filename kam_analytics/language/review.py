"""Texts of the quarterly review."""

from kam_analytics.core.text import Text

TITLE = Text(fr="Revue trimestrielle", en="Quarterly review")
SHORT = Text(fr="Revue", en="Review")
SOURCE = Text(
    fr="{period}, comparé à {base} · factures jusqu’au {last}",
    en="{period} compared with {base} · invoices until {last}",
)
FILTERED_SOURCE = Text(fr="{subject} · {source}", en="{subject} · {source}")
SOURCE_KAMS = Text(fr="{count} KAM", en="{count} KAM")

POSITION = Text(fr="Position", en="Position")
POSITION_MESSAGE = Text(
    fr="Le trimestre finit à {revenue} de CA, {growth} en un an.",
    en="The quarter ends at {revenue} of revenue, {growth} in a year.",
)
POSITION_ALONE = Text(fr="Le trimestre finit à {revenue} de CA.", en="The quarter ends at {revenue} of revenue.")

CONCENTRATION = Text(fr="Concentration", en="Concentration")
GROWTH = Text(fr="Comptes clés", en="Key accounts")

BRIDGE = Text(fr="Causes", en="Causes")
BRIDGE_MESSAGE = Text(
    fr="De {opening} à {closing} : hausses et gains apportent {gains}, baisses et départs coûtent {losses}.",
    en="From {opening} to {closing}: increases and gains bring {gains}, decreases and losses cost {losses}.",
)

RISKS = Text(fr="Risques", en="Risks")

OUTCOMES = Text(fr="Alertes d’hier", en="Earlier alerts")
OUTCOMES_MESSAGE = Text(
    fr="Des {count} comptes en alerte il y a trois mois, {lost} n’ont plus commandé et {open} restent à suivre.",
    en="Of {count} accounts in alert three months ago, {lost} have not ordered since and {open} are still watched.",
)
OUTCOMES_NONE = Text(
    fr="Il y a trois mois, aucun compte n’était en alerte.",
    en="Three months ago, no account was in alert.",
)
OUTCOMES_CHART = Text(
    fr="CA exposé (et nombre) des comptes en alerte le {day}, selon ce qu’ils sont devenus",
    en="Revenue at stake (and number) of the accounts in alert on {day}, by what became of them",
)
OUTCOME = Text(fr="Devenu", en="Outcome")
OUTCOMES_OF = {
    "lost": Text(fr="aucune commande depuis", en="no order since"),
    "open": Text(fr="toujours à suivre", en="still watched"),
    "recovered": Text(fr="revenu, après une action", en="back, after an action"),
    "false_alarm": Text(fr="revenu sans action : fausse alerte", en="back without action: false alarm"),
}
NO_PROOF = Text(
    fr="Un compte revenu après une action n’est pas la preuve que l’action l’a sauvé.",
    en="An account that came back after an action does not prove that the action saved it.",
)
ACCOUNTS = Text(fr="Comptes", en="Accounts")
EXPOSED = Text(fr="CA exposé", en="Revenue at stake")

ATTAINMENT = Text(fr="Objectifs", en="Targets")
ATTAINMENT_MESSAGE = Text(
    fr="L’équipe est à {attainment} de son objectif de CA depuis le {start} ; {reached} KAM sur {total} y sont.",
    en="The team is at {attainment} of its revenue target since {start}; {reached} of {total} KAMs are at theirs.",
)
NO_ATTAINMENT = Text(
    fr="Aucun objectif de CA n’est terminé à cette date.",
    en="No revenue target has ended by this day.",
)

DECISIONS = Text(fr="Décisions d’hier", en="Earlier decisions")
LAST_DECISION = Text(
    fr="La revue {quarter} a laissé {count} décision ou action ; {closed}.",
    en="The review {quarter} left {count} decision or action; {closed}.",
)
LAST_DECISIONS = Text(
    fr="La revue {quarter} a laissé {count} décisions et actions ; {closed}.",
    en="The review {quarter} left {count} decisions and actions; {closed}.",
)
CLOSED_NONE = Text(fr="aucune n’est close", en="none is closed")
CLOSED_ONE = Text(fr="{done} est close", en="{done} is closed")
CLOSED_MANY = Text(fr="{done} sont closes", en="{done} are closed")
LAST_DECISIONS_TABLE = Text(
    fr="Décisions et actions de la dernière revue, CA des comptes sur 12 mois, alors et maintenant",
    en="Decisions and actions of the last review, revenue of the accounts over 12 months, then and now",
)
MONEY_MOVED = Text(
    fr="Ces comptes faisaient {then} sur 12 mois, ils font {now}.",
    en="These accounts made {then} over 12 months, they make {now}.",
)
NO_CAUSE = Text(fr="Cela ne prouve pas que la décision en est la cause.", en="This does not prove a cause.")
REVENUE_THEN, REVENUE_NOW = Text(fr="CA alors", en="Revenue then"), Text(fr="CA maintenant", en="Revenue now")
WHAT = Text(fr="Quoi", en="What")

LATE_NAME = Text(fr="Retards", en="Late")
NOTHING_LATE = Text(fr="Aucune action n’est en retard.", en="No action is late.")
LATE_ONE = Text(
    fr="{count} action est en retard ; {exposed} de CA exposé en dépendent.",
    en="{count} action is late; {exposed} of revenue at stake depend on it.",
)
LATE = Text(
    fr="{count} actions sont en retard ; {exposed} de CA exposé en dépendent.",
    en="{count} actions are late; {exposed} of revenue at stake depend on them.",
)
LATE_TABLE = Text(fr="Actions en retard, par CA exposé", en="Late actions, by revenue at stake")

ASKS = Text(fr="À décider", en="To decide")
NOTHING_DECIDED = Text(fr="Rien n’est encore décidé.", en="Nothing is decided yet.")
DECIDED_ONE = Text(
    fr="{count} décision ou action dans cette revue jusqu’ici.", en="{count} decision or action in this review so far."
)
DECIDED = Text(
    fr="{count} décisions et actions dans cette revue jusqu’ici.",
    en="{count} decisions and actions in this review so far.",
)
DECIDED_TABLE = Text(fr="Décisions et actions de cette revue", en="Decisions and actions of this review")

PRESENT = Text(fr="Présenter", en="Present")
SAY_LINE = Text(fr="Décision, action, note", en="Decision, action, note")
SAY = Text(fr="Noter une décision, une action, une remarque", en="Note a decision, an action, a remark")
LOOK = Text(fr="Chercher un compte", en="Look up an account")
LEAVE_BUTTON = Text(fr="Quitter la présentation", en="Leave the presentation")
LEAVE = Text(
    fr="Quitter la présentation ? Échap pour quitter, une autre touche pour rester.",
    en="Leave the presentation? Escape to leave, any other key to stay.",
)
KEYS = Text(
    fr="Flèches ou télécommande : avancer, reculer · 1 à 9, 0 : aller à une diapositive · O : vue d’ensemble · B :"
    " écran noir · S : sélection (filtres) · N : noter · / : chercher un compte · F : plein écran · Échap : quitter",
    en="Arrows or clicker: forward, back · 1 to 9, 0: go to a slide · O: overview · B: blank screen ·"
    " S: selection (filters) · N: note · /: look up an account · F: full screen · Escape: leave",
)
FROZEN = Text(
    fr="Cette revue est figée : l’écran, les dossiers et les notes lisent les données du jour où elle l’a été.",
    en="This review is frozen: screen, packs and notes read the data of the day on which it was.",
)
NOT_FROZEN = Text(
    fr="Cette revue lit les données du jour. Figez-la pour que les chiffres ne bougent plus.",
    en="This review reads the current data. Freeze it so that its figures no longer move.",
)
NEWER = Text(
    fr="Des données plus récentes ont été importées depuis.",
    en="Newer data have been imported since.",
)
PIN_LOST = Text(
    fr="Cette revue a été figée, mais cet état n’est plus lisible : elle lit les données du jour. Figez-la de nouveau.",
    en="This review was frozen, but that state can no longer be read: it reads the current data. Freeze it again.",
)
OLDER_ON_STAGE = Text(fr="Revue figée : des données plus récentes existent", en="Frozen review: newer data exist")
PIN_LOST_ON_STAGE = Text(
    fr="L’état figé n’est plus lisible : données du jour", en="The frozen state can no longer be read: current data"
)
PREPARED = Text(fr="{prepared} KAM sur {people} l’ont préparée.", en="{prepared} of {people} KAMs have prepared it.")
CLOSED = Text(fr="Elle est close.", en="It is closed.")
FREEZE, THAW = (
    Text(fr="Figer la revue", en="Freeze the review"),
    Text(fr="Reprendre les données du jour", en="Use current data"),
)
CLOSE, CLOSE_NOW = Text(fr="Clore", en="Close"), Text(fr="Clore la revue", en="Close the review")
WITHOUT_DECISION = Text(fr="Aucune décision dans cette revue", en="No decision in this review")
DISCRETION = Text(fr="Noms", en="Names")
NAME_PEOPLE = Text(fr="Nommer les personnes", en="Name people")
USE_ALIASES = Text(fr="Remplacer les noms des clients", en="Replace the names of customers")
UP, HIDE, SHOW = (
    Text(fr="Plus tôt", en="Earlier"),
    Text(fr="Masquer cette diapositive", en="Hide this slide"),
    Text(fr="Montrer cette diapositive", en="Show this slide"),
)
LINE = Text(fr="En une phrase", en="In one sentence")
KIND = Text(fr="C’est", en="It is")
NO_ACCOUNT = Text(fr="Toute l’entreprise", en="The whole company")
OWNER = Text(fr="Responsable (pour une action)", en="Owner (of an action)")
DUE = Text(fr="Pour le (une action)", en="Due on (an action)")
SEARCH_HINT = Text(fr="Tapez un nom", en="Type a name")
LOSE = Text(fr="Et si nous le perdions ?", en="What if we lost it?")
NO_LOOK = Text(
    fr="Les noms des clients sont remplacés : la recherche est fermée tant que cette option est active.",
    en="Customers’ names are replaced: the search is closed as long as this option is on.",
)
SPEAKER = Text(fr="Notes de l’orateur (second écran)", en="Speaker’s notes (second screen)")
NEXT = Text(fr="Ensuite :", en="Next:")
NO_REMARK = Text(
    fr="Personne n’a encore rien noté pour cette revue.", en="Nobody has noted anything for this review yet."
)
PACKS = Text(fr="Dossier", en="Pack")
PACK_FORMATS = {
    "pptx": Text(fr="Présentation modifiable (PowerPoint)", en="Presentation to edit (PowerPoint)"),
    "xlsx": Text(fr="Classeur avec les chiffres (Excel)", en="Workbook with the figures (Excel)"),
    "pdf": Text(fr="Document à lire (PDF)", en="Document to read (PDF)"),
}
TEMPLATE = Text(fr="Modèle de votre entreprise (.pptx, facultatif)", en="Your company’s template (.pptx, optional)")
FILE = Text(fr="revue", en="review")
