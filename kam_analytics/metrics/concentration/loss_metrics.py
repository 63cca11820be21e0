"""The figures of the simulated loss of accounts, each declared once."""

from kam_analytics.core.metrics import Better, metric
from kam_analytics.core.text import Text
from kam_analytics.core.units import Unit
from kam_analytics.metrics.concentration.loss import Stress
from kam_analytics.metrics.concentration.metrics import PAGE, SOURCE, SQL

CONTRACTS = Text(
    fr="Contrats : date de fin, préavis, reconduction, valeur annuelle ; factures des 12 derniers mois.",
    en="Contracts: end date, notice, renewal, yearly value; invoices of the last 12 months.",
)


@metric(
    page=PAGE,
    name=Text(fr="CA perdu sur la période", en="Revenue lost in the period"),
    definition=Text(
        fr="CA de la période des comptes choisis, moins la part conservée (en euros).",
        en="Revenue in the period of the accounts chosen, less the share kept (in euros).",
    ),
    formula="ΔR = (1 − k) · Σ x_i,  i ∈ L",
    unit=Unit.EUR,
    better=Better.LOWER,
    source=SOURCE,
    sql=SQL,
)
def lost_revenue(figures: Stress) -> float | None:
    return figures.now.revenue


@metric(
    page=PAGE,
    name=Text(fr="Marge brute perdue sur la période", en="Gross margin lost in the period"),
    definition=Text(
        fr="Marge brute des comptes choisis, moins la part conservée ; ou CA perdu × taux de marge saisi (en euros).",
        en="Gross margin of the accounts chosen, less the share kept; or lost revenue × the rate entered (in euros).",
    ),
    formula="ΔM = (1 − k) · Σ m_i  |  t · ΔR",
    unit=Unit.EUR,
    better=Better.LOWER,
    source=SOURCE,
    sql=SQL,
)
def lost_margin(figures: Stress) -> float | None:
    return figures.now.margin


@metric(
    page=PAGE,
    name=Text(fr="Part des 10 premiers, sans eux", en="Share of the 10 largest, without them"),
    definition=Text(
        fr="CA des 10 premiers comptes ÷ CA de tous, une fois les comptes choisis réduits à la part conservée.",
        en="Revenue of the 10 largest accounts ÷ revenue of all, once the accounts chosen are cut to the share kept.",
    ),
    formula="CR10(x'),  x'_i = k·x_i  (i ∈ L)",
    unit=Unit.SHARE,
    better=Better.LOWER,
    source=SOURCE,
    sql=SQL,
)
def top_10_share_without(figures: Stress) -> float | None:
    return figures.now.top_share_after


@metric(
    page=PAGE,
    name=Text(fr="Nombre équivalent de clients, sans eux", en="Effective number of accounts, without them"),
    definition=Text(
        fr="1 ÷ HHI, une fois les comptes choisis réduits à la part conservée.",
        en="1 ÷ HHI, once the accounts chosen are cut to the share kept.",
    ),
    formula="N = 1 / Σ s'_i²",
    unit=Unit.COUNT,
    better=Better.HIGHER,
    source=SOURCE,
    sql=SQL,
)
def effective_accounts_without(figures: Stress) -> float | None:
    return figures.now.effective_after


@metric(
    page=PAGE,
    name=Text(fr="Garanti par contrat sur 12 mois", en="Secured by contract over 12 months"),
    definition=Text(
        fr="Valeur annuelle des contrats × jours en vigueur ÷ 365, au plus le CA attendu du compte (en euros).",
        en="Yearly value of the contracts × days in force ÷ 365, at most the revenue expected (in euros).",
    ),
    formula="G = Σ min(v_i · j_i / 365, E_i)",
    unit=Unit.EUR,
    better=Better.HIGHER,
    source=CONTRACTS,
    sql="concentration/contracts.sql",
)
def secured_revenue(figures: Stress) -> float | None:
    return figures.secured


@metric(
    page=PAGE,
    name=Text(fr="CA perdu sur les 12 prochains mois", en="Revenue lost over the next 12 months"),
    definition=Text(
        fr="CA des 12 derniers mois des comptes choisis, moins ce qui reste : la part conservée ou ce que les contrats"
        " garantissent, le plus élevé des deux (en euros).",
        en="Revenue of the last 12 months of the accounts chosen, less what stays: the share kept or what contracts"
        " secure, whichever is more (in euros).",
    ),
    formula="P = Σ (E_i − max(k·E_i, G_i))",
    unit=Unit.EUR,
    better=Better.LOWER,
    source=CONTRACTS,
    sql=SQL,
)
def lost_revenue_ahead(figures: Stress) -> float | None:
    return figures.lost_ahead


@metric(
    page=PAGE,
    name=Text(fr="Marge perdue sur les 12 prochains mois", en="Margin lost over the next 12 months"),
    definition=Text(
        fr="CA perdu sur les 12 prochains mois × taux de marge brute, celui des comptes ou celui saisi (en euros).",
        en="Revenue lost over the next 12 months × gross margin rate, their own or the one entered (in euros).",
    ),
    formula="t · P",
    unit=Unit.EUR,
    better=Better.LOWER,
    source=CONTRACTS,
    sql=SQL,
)
def lost_margin_ahead(figures: Stress) -> float | None:
    return figures.margin_ahead


@metric(
    page=PAGE,
    name=Text(fr="Mois de nouveaux clients pour compenser", en="Months of new accounts to make up"),
    definition=Text(
        fr="CA perdu sur les 12 prochains mois ÷ CA mensuel des clients gagnés sur les 12 derniers mois"
        " (sans facture les 24 mois d’avant).",
        en="Revenue lost over the next 12 months ÷ monthly revenue of the accounts won in the last 12 months"
        " (no invoice in the 24 months before).",
    ),
    formula="P / (N12 / 12)",
    unit=Unit.COUNT,
    better=Better.LOWER,
    source=SOURCE,
    sql=SQL,
)
def months_to_replace(figures: Stress) -> float | None:
    return figures.months_to_replace
