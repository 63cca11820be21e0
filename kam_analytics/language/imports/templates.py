"""Texts of the templates to fill in: the content of each column, its choices, and one example row."""

from datetime import date

from kam_analytics.core.text import Text

TO_FILL = Text(fr="À remplir", en="To fill in")
NOTICE = Text(fr="Mode d’emploi", en="How to fill in")
WANTED = Text(fr="Obligatoire", en="Required")
LINE = Text(
    fr="{title} ({name}) : {note} Obligatoire : {wanted}.",
    en="{title} ({name}): {note} Required: {wanted}.",
)
YES = Text(fr="oui", en="yes")
ONE_OF = Text(fr="l’une de ces colonnes", en="one of these columns")
OPTIONAL = Text(fr="non", en="no")
REPLACE = Text(
    fr="La ligne 2 est un exemple : elle n’est jamais chargée telle quelle. Remplacez-la par vos données,"
    " puis déposez ce fichier sur la page Import.",
    en="Row 2 is an example: it is never loaded as it is. Replace it with your data, then drop this file on the"
    " Import page.",
)

FORMS = {
    "TEXT": Text(fr="Texte.", en="Text."),
    "ID": Text(
        fr="Code, gardé tel quel : 00123 reste 00123.",
        en="Code, kept as written: 00123 stays 00123.",
    ),
    "DATE": Text(fr="Date.", en="Date."),
    "MONEY": Text(fr="Montant, sans symbole ; avoirs en négatif.", en="Amount, no symbol; credit notes negative."),
    "NUMBER": Text(fr="Nombre.", en="Number."),
    "INTEGER": Text(fr="Nombre entier.", en="Whole number."),
    "SHARE": Text(fr="Part : 0,6 ou 60 %.", en="Share: 0.6 or 60%."),
    "FLAG": Text(fr="Oui ou non.", en="Yes or no."),
}
EMPTY_END = Text(fr="Vide tant que cela dure.", en="Empty while it lasts.")
MONTH = Text(fr="Premier jour du mois.", en="First day of the month.")
CHOICES: dict[str, tuple[Text, ...]] = {
    "document_class": (
        Text(fr="Facture", en="Invoice"),
        Text(fr="Avoir", en="Credit note"),
        Text(fr="Retour", en="Return"),
        Text(fr="RFA", en="Rebate"),
    ),
    "scope": (Text(fr="KAM", en="KAM"), Text(fr="Compte", en="Account"), Text(fr="Total", en="Total")),
    "measure": (
        Text(fr="CA", en="Revenue"),
        Text(fr="Marge", en="Margin"),
        Text(fr="Quantité", en="Quantity"),
        Text(fr="Croissance des comptes clés", en="Key account growth"),
        Text(fr="Nouveaux comptes", en="New accounts"),
    ),
    "status": (Text(fr="En cours", en="Open"), Text(fr="Gagné", en="Won"), Text(fr="Perdu", en="Lost")),
    "level": (
        Text(fr="Achats", en="Buyer"),
        Text(fr="Direction", en="Executive"),
        Text(fr="Technique", en="Technical"),
    ),
    "reason": (
        Text(fr="Volume", en="Volume"),
        Text(fr="Prestige", en="Prestige"),
        Text(fr="Stratégie", en="Strategy"),
    ),
    "influence": (Text(fr="Forte", en="High"), Text(fr="Moyenne", en="Medium"), Text(fr="Faible", en="Low")),
    "flag": (Text(fr="Oui", en="Yes"), Text(fr="Non", en="No")),
}

EXAMPLE = Text(fr="EXEMPLE", en="EXAMPLE")
EXAMPLE_REVENUE = 123456.78
Example = Text | str | int | float | date | None
EXAMPLES: dict[str, Example] = {
    "account_id": EXAMPLE,
    "account_name": Text(fr="Exemple SA (à remplacer)", en="Example Ltd (replace me)"),
    "account": EXAMPLE,
    "person_id": EXAMPLE,
    "who": EXAMPLE,
    "date": date(2026, 1, 15),
    "amount": 1250.5,
    "invoice_no": "F2026-0001",
    "line_no": "1",
    "product": "A100",
    "product_family": Text(fr="Pompes", en="Pumps"),
    "quantity": 5,
    "unit_price": 250.1,
    "margin": 412.3,
    "cost": None,
    "currency": "EUR",
    "kam": "Claire Martin",
    "parent": Text(fr="Groupe Exemple", en="Example Group"),
    "parent_id": None,
    "parent_name": Text(fr="Groupe Exemple", en="Example Group"),
    "siren": "732829320",
    "segment": Text(fr="Industrie", en="Industry"),
    "sector": Text(fr="Agroalimentaire", en="Food industry"),
    "region": "Bretagne",
    "country": "France",
    "potential": 80000,
    "turnover": 12000000,
    "share": 1,
    "role": Text(fr="Responsable achats", en="Purchasing manager"),
    "name": Text(fr="Exemple à remplacer", en="Example to replace"),
    "login": "prenom.nom@exemple.fr",
    "manager": None,
    "working_time": 1,
    "target_variable": 15000,
    "fixed_pay": 48000,
    "payroll_number": "00042",
    "value": 120000,
    "language": "fr",
    "revenue": EXAMPLE_REVENUE,
    "open_amount": 400,
    "opportunity_id": "O-001",
    "stage": Text(fr="Proposition", en="Proposal"),
    "probability": 0.6,
    "owner": "Claire Martin",
    "type": Text(fr="Visite", en="Visit"),
    "contact": "Paul Durand",
    "contract_id": "C-001",
    "notice_days": 90,
    "annual_value": 95000,
    "severity": Text(fr="Majeur", en="Major"),
    "score": 8,
    "component": "abp_quality",
    "rate": 0.92,
    "period_start": date(2026, 1, 1),
    "period_end": date(2026, 12, 31),
    "set_on": date(2025, 12, 15),
    "sent_on": date(2025, 12, 18),
    "acknowledged_on": date(2025, 12, 22),
    "start_date": date(2024, 7, 1),
    "start_on": date(2022, 3, 1),
    "from_on": date(2026, 1, 1),
    "month": date(2026, 1, 1),
    "created_on": date(2025, 11, 3),
    "ordered_on": date(2026, 1, 8),
    "promised_on": date(2026, 2, 5),
    "opened_on": date(2026, 1, 20),
    "closed_on": date(2026, 1, 27),
    "close_date": date(2026, 3, 31),
    "end_date": date(2026, 6, 30),
    "due_on": date(2026, 2, 14),
    "paid_on": None,
    "to_on": None,
    "end_on": None,
}
EXAMPLE_SCORE = 0.8  # the score of an objective is a share of its target
EXAMPLE_CURRENCY = "XTS"  # reserved for tests by ISO 4217
