"""The figures of the account sheet, each declared once: invoiced − credit notes − rebates = net."""

from kam_analytics.core.metrics import Better, metric
from kam_analytics.core.text import Text
from kam_analytics.core.units import Unit
from kam_analytics.metrics.account.figures import Account

PAGE, SQL = "account", "account/documents.sql"
SOURCE = Text(fr="Lignes du compte, par type de pièce.", en="Lines of the account, by class of document.")


@metric(
    page=PAGE,
    name=Text(fr="Facturé", en="Invoiced"),
    definition=Text(
        fr="Somme des lignes de factures du compte sur la période (en euros).",
        en="Sum of the account’s invoice lines in the period (in euros).",
    ),
    formula="F = Σ x",
    unit=Unit.EUR,
    better=Better.HIGHER,
    source=SOURCE,
    sql=SQL,
)
def invoiced(figures: Account) -> float | None:
    return figures.amounts.get("invoice", 0.0)


@metric(
    page=PAGE,
    name=Text(fr="Avoirs et retours", en="Credit notes and returns"),
    definition=Text(
        fr="Somme des avoirs et des retours du compte sur la période, en négatif (en euros).",
        en="Sum of the account’s credit notes and returns in the period, negative (in euros).",
    ),
    formula="A = Σ x",
    unit=Unit.EUR,
    better=Better.NEITHER,
    source=SOURCE,
    sql=SQL,
)
def credited(figures: Account) -> float | None:
    return figures.amounts.get("credit_note", 0.0) + figures.amounts.get("return", 0.0)


@metric(
    page=PAGE,
    name=Text(fr="RFA", en="Year-end rebates"),
    definition=Text(
        fr="Somme des remises de fin d’année du compte sur la période, en négatif (en euros).",
        en="Sum of the account’s year-end rebates in the period, negative (in euros).",
    ),
    formula="R = Σ x",
    unit=Unit.EUR,
    better=Better.NEITHER,
    source=SOURCE,
    sql=SQL,
)
def rebated(figures: Account) -> float | None:
    return figures.amounts.get("rebate", 0.0)


@metric(
    page=PAGE,
    name=Text(fr="CA net", en="Net revenue"),
    definition=Text(
        fr="Facturé − avoirs et retours − RFA : le CA du compte sur la période (en euros).",
        en="Invoiced − credit notes and returns − rebates: the account’s revenue in the period (in euros).",
    ),
    formula="F + A + R",
    unit=Unit.EUR,
    better=Better.HIGHER,
    source=SOURCE,
    sql=SQL,
)
def net(figures: Account) -> float | None:
    return sum(figures.amounts.values())
