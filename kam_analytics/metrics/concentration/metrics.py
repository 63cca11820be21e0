"""The figures of the concentration page, each declared once."""

from kam_analytics.core.metrics import Better, WorkedExample, metric
from kam_analytics.core.text import Text
from kam_analytics.core.units import Unit
from kam_analytics.metrics.concentration import formulas
from kam_analytics.metrics.concentration.figures import Concentration

PAGE, SQL = "concentration", "portfolio/accounts.sql"
QUERY = "concentration/figures.sql"
SOURCE = Text(
    fr="Lignes de factures et d’avoirs : montant HT, par compte.",
    en="Invoice and credit note lines: amount excl. VAT, by account.",
)
POPULATION = "x_i > 0,005 €"


def _of_largest(count: int) -> WorkedExample:
    """The revenue of the largest accounts over that of all."""
    return WorkedExample("{} ÷ {}", lambda figures: formulas.top_and_total(figures.amounts, count))


@metric(
    page=PAGE,
    name=Text(fr="CA de la période", en="Revenue in the period"),
    definition=Text(
        fr="Somme des montants HT facturés à un compte sur la période, avoirs déduits (en euros).",
        en="Sum of amounts excl. VAT invoiced to an account in the period, less credit notes (in euros).",
    ),
    formula="R = Σ x_i",
    unit=Unit.EUR,
    better=Better.HIGHER,
    source=SOURCE,
    sql=SQL,
    query=QUERY,
)
def revenue_total(figures: Concentration) -> float | None:
    return figures.portfolio.revenue_total if len(figures.portfolio.accounts) else None


@metric(
    page=PAGE,
    name=Text(fr="Part du premier compte", en="Share of the largest account"),
    definition=Text(
        fr="CA du premier compte ÷ CA de tous les comptes au CA net positif.",
        en="Revenue of the largest account ÷ revenue of every account with positive net revenue.",
    ),
    formula=f"CR1 = max s_i,  s_i = x_i / Σ x_j,  {POPULATION}",
    unit=Unit.SHARE,
    better=Better.LOWER,
    source=SOURCE,
    sql=SQL,
    query=QUERY,
    worked=_of_largest(1),
)
def top_1_share(figures: Concentration) -> float | None:
    return formulas.top_share(figures.amounts, 1)


@metric(
    page=PAGE,
    name=Text(fr="Part des 5 premiers comptes", en="Share of the 5 largest accounts"),
    definition=Text(
        fr="CA des 5 premiers comptes ÷ CA de tous les comptes au CA net positif.",
        en="Revenue of the 5 largest accounts ÷ revenue of every account with positive net revenue.",
    ),
    formula=f"CR5 = s_(1) + … + s_(5),  {POPULATION}",
    unit=Unit.SHARE,
    better=Better.LOWER,
    source=SOURCE,
    sql=SQL,
    query=QUERY,
    worked=_of_largest(5),
)
def top_5_share(figures: Concentration) -> float | None:
    return formulas.top_share(figures.amounts, 5)


@metric(
    page=PAGE,
    name=Text(fr="Part des 10 premiers comptes", en="Share of the 10 largest accounts"),
    definition=Text(
        fr="CA des 10 premiers comptes ÷ CA de tous les comptes au CA net positif.",
        en="Revenue of the 10 largest accounts ÷ revenue of every account with positive net revenue.",
    ),
    formula=f"CR10 = s_(1) + … + s_(10),  {POPULATION}",
    unit=Unit.SHARE,
    better=Better.LOWER,
    source=SOURCE,
    sql=SQL,
    query=QUERY,
    worked=_of_largest(10),
)
def top_10_share(figures: Concentration) -> float | None:
    return formulas.top_share(figures.amounts, 10)


@metric(
    page=PAGE,
    name=Text(fr="Part des 20 premiers comptes", en="Share of the 20 largest accounts"),
    definition=Text(
        fr="CA des 20 premiers comptes ÷ CA de tous les comptes au CA net positif.",
        en="Revenue of the 20 largest accounts ÷ revenue of every account with positive net revenue.",
    ),
    formula=f"CR20 = s_(1) + … + s_(20),  {POPULATION}",
    unit=Unit.SHARE,
    better=Better.LOWER,
    source=SOURCE,
    sql=SQL,
    query=QUERY,
    worked=_of_largest(20),
)
def top_20_share(figures: Concentration) -> float | None:
    return formulas.top_share(figures.amounts, 20)


@metric(
    page=PAGE,
    name=Text(fr="Nombre équivalent de clients", en="Effective number of accounts"),
    definition=Text(
        fr="1 ÷ HHI : combien de clients de même taille donneraient la même concentration.",
        en="1 ÷ HHI: how many accounts of equal size would be as concentrated.",
    ),
    formula="N = 1 / Σ s_i²",
    unit=Unit.COUNT,
    better=Better.HIGHER,
    source=SOURCE,
    sql=SQL,
    query=QUERY,
)
def effective_accounts(figures: Concentration) -> float | None:
    return formulas.effective_accounts(figures.amounts)


@metric(
    page=PAGE,
    name=Text(fr="Clients qui font 50 % du CA", en="Accounts that make 50% of revenue"),
    definition=Text(
        fr="Plus petit nombre de comptes dont le CA cumulé atteint 50 % du total.",
        en="Smallest number of accounts whose cumulated revenue reaches 50% of the total.",
    ),
    formula="min k : CR_k ≥ 0,5",
    unit=Unit.COUNT,
    better=Better.HIGHER,
    source=SOURCE,
    sql=SQL,
    query=QUERY,
)
def accounts_for_50pct(figures: Concentration) -> float | None:
    return formulas.accounts_for(figures.amounts, 0.5)


@metric(
    page=PAGE,
    name=Text(fr="Clients qui font 80 % du CA", en="Accounts that make 80% of revenue"),
    definition=Text(
        fr="Plus petit nombre de comptes dont le CA cumulé atteint 80 % du total.",
        en="Smallest number of accounts whose cumulated revenue reaches 80% of the total.",
    ),
    formula="min k : CR_k ≥ 0,8",
    unit=Unit.COUNT,
    better=Better.HIGHER,
    source=SOURCE,
    sql=SQL,
    query=QUERY,
)
def accounts_for_80pct(figures: Concentration) -> float | None:
    return formulas.accounts_for(figures.amounts, 0.8)


@metric(
    page=PAGE,
    name=Text(fr="Clients qui font 95 % du CA", en="Accounts that make 95% of revenue"),
    definition=Text(
        fr="Plus petit nombre de comptes dont le CA cumulé atteint 95 % du total.",
        en="Smallest number of accounts whose cumulated revenue reaches 95% of the total.",
    ),
    formula="min k : CR_k ≥ 0,95",
    unit=Unit.COUNT,
    better=Better.HIGHER,
    source=SOURCE,
    sql=SQL,
    query=QUERY,
)
def accounts_for_95pct(figures: Concentration) -> float | None:
    return formulas.accounts_for(figures.amounts, 0.95)


@metric(
    page=PAGE,
    name=Text(fr="Indice de concentration (HHI)", en="Concentration index (HHI)"),
    definition=Text(
        fr="Somme des carrés des parts : entre 1 ÷ nombre de comptes et 1 (indice).",
        en="Sum of the squared shares: between 1 ÷ number of accounts and 1 (index).",
    ),
    formula="HHI = Σ s_i²",
    unit=Unit.INDEX,
    better=Better.LOWER,
    source=SOURCE,
    sql=SQL,
    query=QUERY,
)
def hhi(figures: Concentration) -> float | None:
    return formulas.hhi(figures.amounts)


@metric(
    page=PAGE,
    name=Text(fr="Indice de Gini", en="Gini index"),
    definition=Text(
        fr="0 : tous les comptes ont la même taille ; proche de 1 : un seul fait tout (indice).",
        en="0: all accounts have the same size; close to 1: one makes everything (index).",
    ),
    formula="G = 2 Σ r·x_(r) / (n Σ x) − (n + 1) / n",
    unit=Unit.INDEX,
    better=Better.NEITHER,
    source=SOURCE,
    sql=SQL,
    query=QUERY,
)
def gini(figures: Concentration) -> float | None:
    return formulas.gini(figures.amounts)


@metric(
    page=PAGE,
    name=Text(fr="Indice de Gini corrigé", en="Corrected Gini index"),
    definition=Text(
        fr="Gini × n ÷ (n − 1) : comparable d’un portefeuille à l’autre (indice).",
        en="Gini × n ÷ (n − 1): comparable between portfolios of different sizes (index).",
    ),
    formula="G* = G · n / (n − 1)",
    unit=Unit.INDEX,
    better=Better.NEITHER,
    source=SOURCE,
    sql=SQL,
    query=QUERY,
)
def gini_corrected(figures: Concentration) -> float | None:
    return formulas.gini_corrected(figures.amounts)


@metric(
    page=PAGE,
    name=Text(fr="Part des comptes clés", en="Share of key accounts"),
    definition=Text(
        fr="CA des comptes clés à la fin de la période ÷ CA de tous les comptes au CA net positif.",
        en="Revenue of the accounts that are key at the end of the period ÷ revenue of every account"
        " with positive net revenue.",
    ),
    formula="Σ s_i,  i ∈ K",
    unit=Unit.SHARE,
    better=Better.NEITHER,
    source=SOURCE,
    sql=SQL,
    query=QUERY,
)
def key_share(figures: Concentration) -> float | None:
    return figures.key_share
