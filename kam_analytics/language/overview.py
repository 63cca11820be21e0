"""Texts of the overview."""

from kam_analytics.core.text import Text

LEAD = Text(
    fr="{revenue} de CA, {period} : {growth} par rapport à un an plus tôt.",
    en="{revenue} of revenue, {period}: {growth} against a year earlier.",
)
LEAD_NO_BASE = Text(
    fr="{revenue} de CA, {period}.",
    en="{revenue} of revenue, {period}.",
)
MY_PORTFOLIO = Text(
    fr="Mon portefeuille : {revenue} de CA, {period}, {growth} en un an.",
    en="My portfolio: {revenue} of revenue, {period}, {growth} in a year.",
)
FRESH = Text(
    fr="Factures du {first} au {last}. Dernier import : {imported}.",
    en="Invoices from {first} to {last}. Last import: {imported}.",
)
INVITE = Text(
    fr="Vous voyez la démonstration. Déposez un export de vos factures sur la page Import : elle disparaîtra"
    " et laissera la place à vos données.",
    en="You are looking at the demonstration. Drop an export of your invoices on the Import page: it will"
    " disappear and leave the place to your data.",
)
MONTHS = Text(fr="CA par mois, {period}", en="Revenue by month, {period}")
TARGETS = Text(fr="CA et objectif par trimestre, {year}", en="Revenue and target by quarter, {year}")
NO_TARGET = Text(
    fr="Aucun objectif de CA importé pour {year}.",
    en="No revenue target imported for {year}.",
)

WEEK = Text(fr="À faire d’ici le {until}", en="To do by {until}")
NOTHING_TO_DO = Text(
    fr="Rien à faire d’ici le {until} : aucune alerte sans action, aucune commande en attente.",
    en="Nothing to do by {until}: no alert without an action, no order overdue.",
)
FIRST = Text(fr="À faire d’abord : {account}. {act}", en="First thing to do: {account}. {act}")
HANDLED_ONE = Text(
    fr="Alertes de vos comptes : {handled} sur {count} a une action ou une cause connue.",
    en="Alerts of your accounts: {handled} of {count} has an action or a known cause.",
)
HANDLED = Text(
    fr="Alertes de vos comptes : {handled} sur {count} ont une action ou une cause connue.",
    en="Alerts of your accounts: {handled} of {count} have an action or a known cause.",
)
WHAT, ACT, DUE = Text(fr="Quoi", en="What"), Text(fr="À faire", en="To do"), Text(fr="Pour le", en="Due on")
TASKS = {
    "late": Text(fr="Action en retard", en="Action past due"),
    "alert": Text(fr="Alerte", en="Alert"),
    "action": Text(fr="Action prévue", en="Planned action"),
    "contract": Text(fr="Contrat à décider", en="Contract to decide"),
    "order": Text(fr="Commande attendue", en="Order expected"),
    "visit": Text(fr="Visite à prévoir", en="Visit to plan"),
}
MY_ACCOUNTS = Text(fr="Mes comptes, {period}", en="My accounts, {period}")
MET_ON = Text(fr="Dernier contact", en="Last contact")
