"""The kinds of file the product understands, and the canonical columns of each (the contract of the import)."""

from dataclasses import dataclass
from enum import Enum

from kam_analytics.core.text import Text


class Type(Enum):
    """How the text of a column is converted to a value."""

    TEXT = "text"
    ID = "id"  # text that may look like a number: 00123 stays 00123
    DATE = "date"
    MONEY = "money"
    NUMBER = "number"
    INTEGER = "integer"
    SHARE = "share"  # 0.6 is 60 %
    FLAG = "flag"

    @property
    def sql(self) -> str:
        """The column type in storage."""
        return _STORAGE[self]


_STORAGE = {
    Type.TEXT: "VARCHAR",
    Type.ID: "VARCHAR",
    Type.DATE: "DATE",
    Type.MONEY: "DECIMAL(18,4)",
    Type.NUMBER: "DOUBLE",
    Type.INTEGER: "INTEGER",
    Type.SHARE: "DOUBLE",
    Type.FLAG: "BOOLEAN",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One canonical column."""

    name: str
    type: Type
    label: Text
    required: bool = False
    part: str | None = None  # stored separately from the rest of the file (pay)
    stored: bool = True  # False: only read, to know what another column means


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file: its columns, where they are stored, and what makes two rows the same fact."""

    id: str
    label: Text
    part: str  # ledger, workspace or pay
    table: str
    fields: tuple[Field, ...]
    one_of: tuple[tuple[str, ...], ...] = ()  # at least one column of each group must be mapped
    natural_key: tuple[str, ...] = ()  # empty: every column (an identical row is the same fact)
    money: str | None = None  # the column whose total the report reconciles
    day: str | None = None  # the column that dates a row

    def field(self, name: str) -> Field:
        """The field of that name. Raises KeyError."""
        return {f.name: f for f in self.fields}[name]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(f.name for f in self.fields)


T, ID, D, M, N, INT, S, B = (
    Type.TEXT,
    Type.ID,
    Type.DATE,
    Type.MONEY,
    Type.NUMBER,
    Type.INTEGER,
    Type.SHARE,
    Type.FLAG,
)


def _f(name: str, kind: Type, fr: str, en: str, required: bool = False, part: str | None = None) -> Field:
    return Field(name, kind, Text(fr=fr, en=en), required, part)


_ACCOUNT_ID = _f("account_id", ID, "Code client", "Account id")
_ACCOUNT_NAME = _f("account_name", T, "Raison sociale", "Account name")
_ACCOUNT = _f("account", ID, "Client", "Account", required=True)
_FROM = _f("from_on", D, "Début", "From", required=True)
_TO = _f("to_on", D, "Fin", "To")
_KAM = _f("kam", T, "Responsable de compte", "Key account manager")
_CURRENCY = Field("currency", T, Text(fr="Devise", en="Currency"), stored=False)
_LOAD_ID = (("account_id", "account_name"),)

KINDS: dict[str, Kind] = {
    k.id: k
    for k in (
        Kind(
            id="revenue",
            label=Text(fr="Factures et avoirs", en="Invoices and credit notes"),
            part="ledger",
            table="line",
            fields=(
                _ACCOUNT_ID,
                _ACCOUNT_NAME,
                _f("date", D, "Date de facture", "Invoice date", required=True),
                _f("amount", M, "Montant HT", "Amount excl. VAT", required=True),
                _f("invoice_no", ID, "N° de facture", "Invoice number"),
                _f("line_no", ID, "N° de ligne", "Line number"),
                _f("document_class", T, "Type de pièce", "Document type"),
                _f("product", ID, "Article", "Product"),
                _f("product_family", T, "Famille de produits", "Product family"),
                _f("quantity", N, "Quantité", "Quantity"),
                _f("unit_price", N, "Prix unitaire", "Unit price"),
                _f("margin", M, "Marge brute", "Gross margin"),
                _f("cost", M, "Coût de revient", "Cost"),
                _f("currency", T, "Devise", "Currency"),
                _KAM,
                _f("due_on", D, "Date d’échéance", "Due date"),
                _f("paid_on", D, "Date de règlement", "Payment date"),
            ),
            one_of=_LOAD_ID,
            natural_key=("source_account", "invoice_no", "line_no", "date", "amount", "product", "quantity"),
            money="amount",
            day="date",
        ),
        Kind(
            id="accounts",
            label=Text(fr="Comptes", en="Accounts"),
            part="ledger",
            table="accounts",
            fields=(
                _ACCOUNT_ID,
                _ACCOUNT_NAME,
                _f("parent_id", ID, "Code groupe", "Parent id"),
                _f("parent_name", T, "Groupe", "Parent name"),
                _f("siren", ID, "SIREN", "SIREN"),
                _f("segment", T, "Segment", "Segment"),
                _f("sector", T, "Secteur d’activité", "Sector"),
                _f("region", T, "Région", "Region"),
                _f("country", T, "Pays", "Country"),
                _KAM,
                _f("potential", M, "Potentiel", "Potential"),
                _f("turnover", M, "CA annuel du client", "Customer’s turnover"),
                _f("created_on", D, "Date de création", "Created on"),
            ),
            one_of=_LOAD_ID,
            natural_key=("source_account",),
        ),
        Kind(
            id="assignments",
            label=Text(fr="Affectations des comptes", en="Account assignments"),
            part="ledger",
            table="assignments",
            fields=(
                _ACCOUNT,
                _f("kam", T, "Responsable de compte", "Key account manager", required=True),
                _FROM,
                _TO,
                _f("share", S, "Quote-part", "Share"),
                _f("role", T, "Rôle", "Role"),
            ),
            natural_key=("account", "kam", "from_on"),
            day="from_on",
        ),
        Kind(
            id="groups",
            label=Text(fr="Groupes", en="Groups"),
            part="ledger",
            table="group_membership",
            fields=(_ACCOUNT, _f("parent", ID, "Groupe", "Parent", required=True), _FROM, _TO),
            natural_key=("account", "from_on"),
            day="from_on",
        ),
        Kind(
            id="key_accounts",
            label=Text(fr="Comptes clés", en="Key accounts"),
            part="workspace",
            table="key_accounts",
            fields=(_ACCOUNT, _FROM, _TO, _f("reason", T, "Motif", "Reason")),
            natural_key=("account", "from_on"),
            day="from_on",
        ),
        Kind(
            id="people",
            label=Text(fr="Équipe commerciale", en="Sales team"),
            part="ledger",
            table="people",
            fields=(
                _f("person_id", ID, "Matricule", "Person id", required=True),
                _f("name", T, "Nom", "Name", required=True),
                _f("login", T, "Identifiant", "Login"),
                _f("manager", ID, "Responsable hiérarchique", "Manager"),
                _f("start_on", D, "Arrivée", "Start"),
                _f("end_on", D, "Départ", "End"),
                _f("working_time", S, "Temps de travail", "Working time"),
                _f("target_variable", M, "Variable cible", "Target variable pay", part="pay"),
                _f("fixed_pay", M, "Salaire fixe annuel", "Annual fixed pay", part="pay"),
                _f("payroll_number", ID, "Numéro de paie", "Payroll number", part="pay"),
            ),
            natural_key=("person_id",),
        ),
        Kind(
            id="targets",
            label=Text(fr="Objectifs", en="Targets"),
            part="ledger",
            table="targets",
            fields=(
                _f("scope", T, "Périmètre", "Scope", required=True),
                _f("who", ID, "Pour qui", "Who", required=True),
                _f("measure", T, "Mesure", "Measure", required=True),
                _f("period_start", D, "Début de période", "Period start", required=True),
                _f("period_end", D, "Fin de période", "Period end", required=True),
                _f("value", M, "Objectif", "Target", required=True),
                _f("set_on", D, "Fixé le", "Set on"),
                _f("sent_on", D, "Envoyé le", "Sent on"),
                _f("acknowledged_on", D, "Accusé de réception le", "Acknowledged on"),
                _f("language", T, "Langue", "Language"),
                _CURRENCY,
            ),
            natural_key=("scope", "who", "measure", "period_start", "period_end"),
            day="period_start",
            money="value",
        ),
        Kind(
            id="books",
            label=Text(fr="CA publié par la comptabilité", en="Revenue published by finance"),
            part="ledger",
            table="books",
            fields=(
                _f("month", D, "Mois", "Month", required=True),
                _f("revenue", M, "CA publié", "Published revenue", required=True),
                _CURRENCY,
            ),
            natural_key=("month",),
            day="month",
            money="revenue",
        ),
        Kind(
            id="orders",
            label=Text(fr="Commandes", en="Orders"),
            part="ledger",
            table="orders",
            fields=(
                _ACCOUNT,
                _f("ordered_on", D, "Date de commande", "Order date", required=True),
                _f("amount", M, "Montant", "Amount", required=True),
                _f("promised_on", D, "Date promise", "Promised on"),
                _f("open_amount", M, "Reste à livrer", "Open amount"),
                _CURRENCY,
            ),
            natural_key=("account", "ordered_on", "amount"),
            day="ordered_on",
            money="amount",
        ),
        Kind(
            id="opportunities",
            label=Text(fr="Opportunités", en="Opportunities"),
            part="ledger",
            table="opportunities",
            fields=(
                _ACCOUNT,
                _f("amount", M, "Montant", "Amount", required=True),
                _f("close_date", D, "Date de clôture", "Close date", required=True),
                _f("opportunity_id", ID, "N° d’opportunité", "Opportunity id"),
                _f("name", T, "Nom de l’opportunité", "Opportunity name"),
                _f("stage", T, "Étape", "Stage"),
                _f("status", T, "Statut", "Status"),
                _f("probability", S, "Probabilité", "Probability"),
                _f("created_on", D, "Date de création", "Created on"),
                _f("type", T, "Type", "Type"),
                _f("owner", T, "Propriétaire", "Owner"),
                _CURRENCY,
            ),
            natural_key=("opportunity_id", "account", "name"),
            day="close_date",
            money="amount",
        ),
        Kind(
            id="contracts",
            label=Text(fr="Contrats", en="Contracts"),
            part="ledger",
            table="contracts",
            fields=(
                _ACCOUNT,
                _f("end_date", D, "Date de fin", "End date", required=True),
                _f("contract_id", ID, "N° de contrat", "Contract id"),
                _f("start_date", D, "Date de début", "Start date"),
                _f("notice_days", INT, "Préavis (jours)", "Notice (days)"),
                _f("auto_renewal", B, "Tacite reconduction", "Automatic renewal"),
                _f("annual_value", M, "Valeur annuelle", "Annual value"),
                _CURRENCY,
            ),
            natural_key=("account", "contract_id", "start_date"),
            day="end_date",
            money="annual_value",
        ),
        Kind(
            id="interactions",
            label=Text(fr="Visites et échanges", en="Interactions"),
            part="ledger",
            table="interactions",
            fields=(
                _ACCOUNT,
                _f("date", D, "Date", "Date", required=True),
                _f("type", T, "Type", "Type"),
                _f("contact", T, "Contact", "Contact"),
                _f("level", T, "Niveau", "Level"),
                _KAM,
            ),
            day="date",
        ),
        Kind(
            id="contacts",
            label=Text(fr="Contacts", en="Contacts"),
            part="ledger",
            table="contacts",
            fields=(
                _ACCOUNT,
                _f("name", T, "Nom", "Name", required=True),
                _f("level", T, "Niveau", "Level"),
                _f("role", T, "Fonction", "Role"),
                _f("influence", N, "Influence", "Influence"),
                _f("sponsor", B, "Allié", "Sponsor"),
            ),
            natural_key=("account", "name"),
        ),
        Kind(
            id="incidents",
            label=Text(fr="Incidents", en="Incidents"),
            part="ledger",
            table="incidents",
            fields=(
                _ACCOUNT,
                _f("opened_on", D, "Ouvert le", "Opened on", required=True),
                _f("closed_on", D, "Clos le", "Closed on"),
                _f("severity", T, "Gravité", "Severity"),
            ),
            natural_key=("account", "opened_on", "severity"),
            day="opened_on",
        ),
        Kind(
            id="satisfaction",
            label=Text(fr="Satisfaction", en="Satisfaction"),
            part="ledger",
            table="satisfaction",
            fields=(
                _ACCOUNT,
                _f("date", D, "Date", "Date", required=True),
                _f("score", N, "Note", "Score", required=True),
            ),
            natural_key=("account", "date"),
            day="date",
        ),
        Kind(
            id="scores",
            label=Text(fr="Objectifs notés", en="Judged objectives"),
            part="pay",
            table="scores",
            fields=(
                _f("who", ID, "Pour qui", "Who", required=True),
                _f("component", T, "Composante", "Component", required=True),
                _f("period_start", D, "Début de période", "Period start", required=True),
                _f("period_end", D, "Fin de période", "Period end", required=True),
                _f("value", S, "Note", "Value", required=True),
            ),
            natural_key=("who", "component", "period_start", "period_end"),
            day="period_start",
        ),
        Kind(
            id="fx_rates",
            label=Text(fr="Taux de change", en="Exchange rates"),
            part="ledger",
            table="fx_rates",
            fields=(
                _f("currency", T, "Devise", "Currency", required=True),
                _f("date", D, "Date", "Date", required=True),
                _f("rate", N, "Taux", "Rate", required=True),
            ),
            natural_key=("currency", "date"),
            day="date",
        ),
    )
}
"""Every kind that is one table. `pay_plans` (a workbook of five sheets) and `fec` have readers of their own."""

UPDATED_LATER = ("due_on", "paid_on")
"""Columns of revenue outside its key: they take the value of the latest export that fills them."""

ALIASES_OF_CONTRACT = {"from": "from_on", "to": "to_on", "start": "start_on", "end": "end_on"}
"""Names in docs/import.md that are SQL keywords, with their names in storage."""
