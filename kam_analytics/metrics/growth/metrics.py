"""The figures of the growth page, each declared once."""

from kam_analytics.core.metrics import Better, WorkedExample, metric
from kam_analytics.core.text import Text
from kam_analytics.core.units import Unit
from kam_analytics.metrics.growth import formulas
from kam_analytics.metrics.growth.currencies import ConstantRates
from kam_analytics.metrics.growth.figures import KEY, NEW, OTHER, Growth

PAGE, SQL = "growth", "portfolio/accounts.sql"
QUERY = "growth/figures.sql"
SOURCE = Text(
    fr="Lignes de factures et d’avoirs des deux périodes, par compte ; liste datée des comptes clés.",
    en="Invoice and credit note lines of both periods, by account; dated list of key accounts.",
)


def _rate(*groups: str) -> WorkedExample:
    """The revenue of these groups over their base revenue; of all accounts without a group."""
    return WorkedExample("{} ÷ {} − 1", lambda figures: figures.revenues_of(*groups))


@metric(
    page=PAGE,
    name=Text(fr="Croissance du CA", en="Revenue growth"),
    definition=Text(
        fr="CA de la période ÷ CA de la période de référence − 1, tous comptes.",
        en="Revenue of the period ÷ revenue of the base period − 1, all accounts.",
    ),
    formula="g = R1 / R0 − 1",
    unit=Unit.GROWTH,
    better=Better.HIGHER,
    source=SOURCE,
    sql=SQL,
    query=QUERY,
    worked=_rate(),
)
def revenue_growth(figures: Growth) -> float | None:
    return figures.growth


@metric(
    page=PAGE,
    name=Text(fr="Croissance des comptes clés", en="Growth of key accounts"),
    definition=Text(
        fr="CA des comptes clés ÷ leur CA de référence − 1 ; la liste est figée au début de la période de référence.",
        en="Revenue of key accounts ÷ their base revenue − 1; the list is frozen at the start of the base period.",
    ),
    formula="g_key = R1_key / R0_key − 1",
    unit=Unit.GROWTH,
    better=Better.HIGHER,
    source=SOURCE,
    sql=SQL,
    query=QUERY,
    worked=_rate(KEY),
)
def key_growth(figures: Growth) -> float | None:
    return figures.key_growth


@metric(
    page=PAGE,
    name=Text(fr="Croissance des autres comptes", en="Growth of other accounts"),
    definition=Text(
        fr="CA des comptes qui ne sont pas clés, nouveaux compris ÷ leur CA de référence − 1.",
        en="Revenue of accounts that are not key, new ones included ÷ their base revenue − 1.",
    ),
    formula="g_oth = R1_oth / R0_oth − 1",
    unit=Unit.GROWTH,
    better=Better.HIGHER,
    source=SOURCE,
    sql=SQL,
    query=QUERY,
    worked=_rate(OTHER, NEW),
)
def other_growth(figures: Growth) -> float | None:
    return figures.other_growth


@metric(
    page=PAGE,
    name=Text(fr="Croissance des autres comptes existants", en="Growth of other existing accounts"),
    definition=Text(
        fr="CA des comptes non clés déjà facturés sur la période de référence ÷ leur CA de référence − 1.",
        en="Revenue of accounts that are not key and had base revenue ÷ their base revenue − 1.",
    ),
    formula="g_exist = R1 / R0 − 1,  R0 > 0",
    unit=Unit.GROWTH,
    better=Better.HIGHER,
    source=SOURCE,
    sql=SQL,
    query=QUERY,
    worked=_rate(OTHER),
)
def existing_growth(figures: Growth) -> float | None:
    return figures.existing_growth


@metric(
    page=PAGE,
    name=Text(fr="Croissance à taux de change constants", en="Growth at constant exchange rates"),
    definition=Text(
        fr="CA de la période ÷ CA de la période de référence − 1, tous deux convertis au taux moyen de la période de"
        " référence (moyenne des taux quotidiens de chaque devise).",
        en="Revenue of the period ÷ revenue of the base period − 1, both converted at the mean rate of the base period"
        " (mean of each currency’s daily rates).",
    ),
    formula="g = Σ A1 · r0 / Σ A0 · r0 − 1",
    unit=Unit.GROWTH,
    better=Better.HIGHER,
    source=SOURCE,
    sql="growth/currencies.sql",
    query="growth/constant.sql",
)
def constant_growth(figures: ConstantRates) -> float | None:
    return figures.growth


@metric(
    page=PAGE,
    name=Text(fr="Écart comptes clés − autres", en="Gap key − other accounts"),
    definition=Text(
        fr="Croissance des comptes clés − croissance des autres comptes, en points.",
        en="Growth of key accounts − growth of other accounts, in points.",
    ),
    formula="g_key − g_oth",
    unit=Unit.POINTS,
    better=Better.NEITHER,
    source=SOURCE,
    sql=SQL,
    query=QUERY,
)
def growth_gap(figures: Growth) -> float | None:
    points = formulas.gap_points(figures.key_growth, figures.other_growth)
    return None if points is None else points / 100


@metric(
    page=PAGE,
    name=Text(fr="CA conservé, hausses comprises", en="Revenue kept, increases included"),
    definition=Text(
        fr="CA des comptes facturés sur la période de référence ÷ leur CA de référence ; les CA nets négatifs"
        " comptent pour zéro.",
        en="Revenue of the accounts of the base period ÷ their base revenue; negative net revenue counts as zero.",
    ),
    formula="NRR = (R0 − L − C + E) / R0",
    unit=Unit.SHARE,
    better=Better.HIGHER,
    source=SOURCE,
    sql=SQL,
    query=QUERY,
)
def nrr(figures: Growth) -> float | None:
    return figures.retention.nrr


@metric(
    page=PAGE,
    name=Text(fr="CA conservé, hors hausses", en="Revenue kept, without increases"),
    definition=Text(
        fr="CA de référence moins les comptes perdus et les baisses ÷ CA de référence ; jamais plus de 100 %.",
        en="Base revenue less lost accounts and decreases ÷ base revenue; never above 100%.",
    ),
    formula="GRR = (R0 − L − C) / R0",
    unit=Unit.SHARE,
    better=Better.HIGHER,
    source=SOURCE,
    sql=SQL,
    query=QUERY,
)
def grr(figures: Growth) -> float | None:
    return figures.retention.grr


@metric(
    page=PAGE,
    name=Text(fr="Clients conservés", en="Customers kept"),
    definition=Text(
        fr="Comptes de la période de référence encore facturés ÷ comptes de la période de référence.",
        en="Accounts of the base period still invoiced ÷ accounts of the base period.",
    ),
    formula="n(R0, R1 > 0,005) / n(R0 > 0,005)",
    unit=Unit.SHARE,
    better=Better.HIGHER,
    source=SOURCE,
    sql=SQL,
    query=QUERY,
)
def logo_retention(figures: Growth) -> float | None:
    return figures.retention.logo_retention
