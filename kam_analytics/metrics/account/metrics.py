"""The figures of the account sheet, each declared once: invoiced − credit notes − rebates = net."""

from kam_analytics.core.metrics import Better, metric
from kam_analytics.core.text import Text
from kam_analytics.core.units import Unit
from kam_analytics.metrics.account.figures import Account

PAGE, SQL = "account", "account/documents.sql"
QUERY = "account/figures.sql"
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
    query=QUERY,
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
    query=QUERY,
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
    query=QUERY,
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
    query=QUERY,
)
def net(figures: Account) -> float | None:
    return sum(figures.amounts.values())


@metric(
    page=PAGE,
    name=Text(fr="Taux de marge brute du compte", en="Gross margin rate of the account"),
    definition=Text(
        fr="Marge brute ÷ CA des lignes du compte qui ont une marge, sur la période.",
        en="Gross margin ÷ revenue of the account’s lines that have a margin, in the period.",
    ),
    formula="Σ m ÷ Σ x",
    unit=Unit.SHARE,
    better=Better.HIGHER,
    source=SOURCE,
    sql="account/families.sql",
    query=QUERY,
)
def account_margin_rate(figures: Account) -> float | None:
    return figures.margin_rate


@metric(
    page=PAGE,
    name=Text(fr="Part du CA", en="Share of revenue"),
    definition=Text(
        fr="CA du compte ÷ CA de tous les comptes que vous voyez (au CA positif), sur la période.",
        en="Revenue of the account ÷ revenue of all accounts you see (with positive revenue), in the period.",
    ),
    formula="xᵢ ÷ Σ x",
    unit=Unit.SHARE,
    better=Better.NEITHER,
    source=Text(fr="Lignes des comptes que vous voyez.", en="Lines of the accounts you see."),
    sql="portfolio/accounts.sql",
    query=QUERY,
)
def account_share(figures: Account) -> float | None:
    return None if figures.share is None else figures.share.share


@metric(
    page=PAGE,
    name=Text(fr="Carnet de commandes", en="Order book"),
    definition=Text(
        fr="Reste à livrer des commandes du compte (en euros), selon le dernier fichier qui les contient ; sans reste à"
        " livrer dans ce fichier, toute la commande jusqu’à sa date promise.",
        en="What remains to be delivered of the account’s orders (in euros), by the latest file that lists them; where"
        " that file does not tell it, all of the order until its promised day.",
    ),
    formula="Σ r",
    unit=Unit.EUR,
    better=Better.HIGHER,
    source=Text(fr="Commandes du compte.", en="Orders of the account."),
    sql="account/orders.sql",
    query=QUERY,
)
def order_book(figures: Account) -> float | None:
    return figures.order_book
