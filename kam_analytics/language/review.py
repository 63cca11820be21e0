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
