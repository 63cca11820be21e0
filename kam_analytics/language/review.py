"""Texts of the quarterly review."""

from kam_analytics.core.text import Text

TITLE = Text(fr="Revue trimestrielle", en="Quarterly review")
SHORT = Text(fr="Revue", en="Review")
SOURCE = Text(
    fr="{period}, comparé à {base} · factures jusqu’au {last}",
    en="{period} compared with {base} · invoices until {last}",
)

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
    fr="CA exposé des comptes en alerte le {day}, selon ce qu’ils sont devenus",
    en="Revenue at stake of the accounts in alert on {day}, by what became of them",
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
ATTAINMENT_CHART = Text(
    fr="Nombre de KAM par atteinte de l’objectif de CA, du {start} au {end}",
    en="Number of KAMs by attainment of the revenue target, {start} to {end}",
)
BAND = Text(fr="Atteinte", en="Attainment")
PEOPLE = Text(fr="KAM", en="KAMs")

DECISIONS = Text(fr="Décisions d’hier", en="Earlier decisions")
NO_LAST_DECISION = Text(
    fr="Aucune décision n’a été notée dans une revue précédente.",
    en="No decision was noted in an earlier review.",
)
LAST_DECISION = Text(
    fr="La revue {quarter} a pris {count} décision ; {done} est close.",
    en="The review {quarter} made {count} decision; {done} is closed.",
)
LAST_DECISIONS = Text(
    fr="La revue {quarter} a pris {count} décisions ; {done} sont closes.",
    en="The review {quarter} made {count} decisions; {done} are closed.",
)
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
NOTHING_DECIDED = Text(
    fr="Rien n’est encore décidé : la touche N note une décision, une action ou une remarque.",
    en="Nothing is decided yet: the N key notes a decision, an action or a remark.",
)
DECIDED_ONE = Text(fr="{count} décision prise aujourd’hui.", en="{count} decision made today.")
DECIDED = Text(fr="{count} décisions prises aujourd’hui.", en="{count} decisions made today.")
DECIDED_TABLE = Text(
    fr="Décisions, actions et remarques de cette revue", en="Decisions, actions and remarks of this review"
)
