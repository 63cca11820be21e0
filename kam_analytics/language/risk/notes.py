"""Texts of actions and known causes on accounts at risk, and of the exported list."""

from kam_analytics.core.text import Text

TABLE = Text(fr="Actions et causes connues", en="Actions and known causes")
KIND, SAID = Text(fr="Nature", en="Kind"), Text(fr="Texte", en="Text")
OWNER, SIDE = Text(fr="Responsable", en="Owner"), Text(fr="Côté", en="Side")
DAY, STATE = Text(fr="Échéance", en="Due"), Text(fr="État", en="State")
OUTCOME, BY, ON = Text(fr="Résultat", en="Outcome"), Text(fr="Par", en="By"), Text(fr="Le", en="On")
KINDS = {
    "action": Text(fr="Action", en="Action"),
    "cause": Text(fr="Cause connue", en="Known cause"),
    "decision": Text(fr="Décision", en="Decision"),
    "remark": Text(fr="Note", en="Note"),
}
OTHER_KIND = Text(fr="Autre", en="Other")
SIDES = {"commercial": Text(fr="Commercial", en="Commercial"), "technical": Text(fr="Technique", en="Technical")}
OPEN, LATE = Text(fr="en cours", en="open"), Text(fr="échéance passée", en="past due")
CLOSED = Text(fr="close", en="closed")
SILENCED = Text(fr="Cause connue jusqu’au {until}", en="Known cause until {until}")
NEXT_ACTION = Text(fr="Prochaine action", en="Next action")
PLANNED = Text(fr="Prévu : {action}", en="Planned: {action}")
SILENT = Text(
    fr="{count} comptes avec une cause connue : montrés, mais hors des alertes et du CA exposé.",
    en="{count} accounts with a known cause: shown, but out of the alerts and the exposed revenue.",
)
SILENT_ONE = Text(
    fr="{count} compte avec une cause connue : montré, mais hors des alertes et du CA exposé.",
    en="{count} account with a known cause: shown, but out of the alerts and the exposed revenue.",
)
OF_MEMBERS = Text(
    fr="Une cause notée sur un seul compte d’un groupe ne met pas le groupe hors des alertes.",
    en="A cause noted on a single account of a group does not take the group out of the alerts.",
)

CHOOSE = Text(fr="Choisissez un compte", en="Choose an account")
WHICH = Text(fr="Compte", en="Account")
A_GROUP = Text(fr="groupe", en="group")
BY_GROUP = Text(
    fr="Pour mettre un groupe hors des alertes, notez la cause sur le groupe lui-même. Seuls les groupes dont"
    " tous les comptes sont dans votre portefeuille figurent dans cette liste.",
    en="To take a group out of the alerts, note the cause on the group itself. Only groups whose accounts are all in"
    " your portfolio are in this list.",
)
BY_GROUP_ALL = Text(
    fr="Pour mettre un groupe hors des alertes, notez la cause sur le groupe lui-même.",
    en="To take a group out of the alerts, note the cause on the group itself.",
)
WHAT = Text(fr="Je note", en="I note")
ACTION_HINT = Text(fr="Appeler l’acheteur, proposer une visite technique…", en="Call the buyer, offer a visit…")
CAUSE_HINT = Text(fr="Arrêt annuel de l’usine, projet terminé…", en="Yearly plant shutdown, project ended…")
DUE, UNTIL = Text(fr="Pour le", en="Due on"), Text(fr="Vaut jusqu’au", en="Holds until")
KEEP = Text(fr="Enregistrer", en="Keep")
KEPT = Text(fr="C’est noté pour {account}.", en="Noted for {account}.")
END = Text(fr="Clore une action ou une cause", en="Close an action or a cause")
RESULT = Text(fr="Résultat (facultatif)", en="Outcome (optional)")
ENDED = Text(fr="C’est clos.", en="Closed.")
TASKS = Text(fr="Tâches pour le CRM (CSV)", en="Tasks for the CRM (CSV)")

SUBJECT = Text(fr="Compte à risque : {name}", en="Account at risk: {name}")
TASK_COLUMNS = {
    "subject": Text(fr="Objet", en="Subject"),
    "account_name": Text(fr="Nom du compte", en="Account Name"),
    "account_id": Text(fr="Code client", en="Account Id"),
    "owner": Text(fr="Attribué à", en="Assigned To"),
    "due_on": Text(fr="Échéance", en="Due Date"),
    "priority": Text(fr="Priorité", en="Priority"),
    "status": Text(fr="Statut", en="Status"),
    "description": Text(fr="Description", en="Description"),
}
HIGH, NORMAL = Text(fr="Haute", en="High"), Text(fr="Normale", en="Normal")
TO_DO = Text(fr="Non commencée", en="Not Started")
MAIL_SUBJECT = Text(
    fr="Comptes à risque au {day} : {alerts} en alerte", en="Accounts at risk as of {day}: {alerts} in alert"
)
MAIL_SUBJECT_EMPTY = Text(fr="Comptes à risque : aucune facture importée", en="Accounts at risk: no invoice imported")
MAIL_LINE = Text(fr="- {name} ({exposed} exposés). {reason}", en="- {name} ({exposed} exposed). {reason}")
MAIL_NOBODY = Text(fr="Aucun compte en alerte.", en="No account in alert.")

_LATE_FR = (
    "Les factures importées s’arrêtent au {last} et la situation demandée est celle du {day} : les jours qui suivent la"
    " dernière facture comptent comme un silence des clients. "
)
_LATE_EN = (
    "The invoices imported end on {last} and the situation asked for is that of {day}: the days after the last invoice"
    " count as silence of the customers. "
)
LATE_ALERTS = Text(
    fr=_LATE_FR + "Importez les dernières factures, ou retirez --as-of.",
    en=_LATE_EN + "Import the latest invoices, or leave --as-of out.",
)
LATE_FIGURES = Text(
    fr=_LATE_FR + "Importez les dernières factures, ou demandez --as-of {option}.",
    en=_LATE_EN + "Import the latest invoices, or ask for --as-of {option}.",
)
NOTHING_IMPORTED = Text(
    fr="Aucune facture n’est encore importée : rien ne peut être dit des comptes. Importez un export de vos factures,"
    " sur la page Import ou par : python -m kam_analytics import FICHIER",
    en="No invoice has been imported yet: nothing can be said of the accounts. Import an export of your invoices, on"
    " the Import page or by: python -m kam_analytics import FILE",
)
