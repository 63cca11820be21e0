"""The figures of the at-risk page, each declared once."""

from kam_analytics.core.metrics import Better, metric
from kam_analytics.core.text import Text
from kam_analytics.core.units import Unit
from kam_analytics.metrics.risk.figures import Risk

PAGE, SQL = "at_risk", "risk/activity.sql"
QUERY = "risk/exposed.sql"
SOURCE = Text(
    fr="Lignes de factures et d’avoirs des 24 mois qui précèdent la date de situation (36 pour la saison), et ce que"
    " les autres fichiers disent à cette date.",
    en="Invoice and credit note lines of the 24 months before the as-of day (36 for the season), and what other files"
    " say by that day.",
)


@metric(
    page=PAGE,
    name=Text(fr="Comptes signalés", en="Flagged accounts"),
    definition=Text(
        fr="Nombre de comptes dont le score atteint 4 points, alertes comprises.",
        en="Number of accounts whose score reaches 4 points, alerts included.",
    ),
    formula="n(score ≥ 4)",
    unit=Unit.COUNT,
    better=Better.LOWER,
    source=SOURCE,
    sql=SQL,
    query=QUERY,
)
def accounts_watched(figures: Risk) -> float | None:
    return len(figures.watched) if figures.accounts else None


@metric(
    page=PAGE,
    name=Text(fr="Comptes en alerte", en="Accounts in alert"),
    definition=Text(
        fr="Nombre de comptes dont le score atteint 8 points.",
        en="Number of accounts whose score reaches 8 points.",
    ),
    formula="n(score ≥ 8)",
    unit=Unit.COUNT,
    better=Better.LOWER,
    source=SOURCE,
    sql=SQL,
)
def accounts_in_alert(figures: Risk) -> float | None:
    return len(figures.alerts) if figures.accounts else None


@metric(
    page=PAGE,
    name=Text(fr="CA exposé", en="Exposed revenue"),
    definition=Text(
        fr="CA que les comptes à surveiller feraient sur l’horizon si rien ne changeait : CA des 12 derniers mois"
        " × part habituelle de cet horizon dans l’année (en euros). Ce n’est pas une perte probable.",
        en="Revenue that the accounts to watch would bring over the horizon if nothing changed: revenue of the"
        " last 12 months × usual share of that horizon in a year (in euros). It is not an expected loss.",
    ),
    formula="E = Σ R12_i × s(H)",
    unit=Unit.EUR,
    better=Better.LOWER,
    source=SOURCE,
    sql=SQL,
    query=QUERY,
)
def exposed_revenue(figures: Risk) -> float | None:
    return figures.exposed


@metric(
    page=PAGE,
    name=Text(fr="Part exposée du CA suivi", en="Exposed share of followed revenue"),
    definition=Text(
        fr="CA exposé des comptes à surveiller ÷ CA exposé de tous les comptes notés.",
        en="Exposed revenue of the accounts to watch ÷ exposed revenue of every scored account.",
    ),
    formula="Σ E_i (score ≥ 4) / Σ E_i",
    unit=Unit.SHARE,
    better=Better.LOWER,
    source=SOURCE,
    sql=SQL,
)
def exposed_share(figures: Risk) -> float | None:
    book = sum(a.exposed_revenue or 0.0 for a in figures.accounts)
    return None if figures.exposed is None or not book > 0 else figures.exposed / book


@metric(
    page=PAGE,
    name=Text(fr="Perte probable", en="Expected loss"),
    definition=Text(
        fr="Somme, sur les comptes notés, de la probabilité × part du CA que ces pertes ont coûtée dans le passé × CA"
        " exposé (en euros). Donnée seulement si le passé de l’entreprise prouve que le modèle voit juste.",
        en="Sum over the scored accounts of probability × share of revenue such losses have cost in the past × exposed"
        " revenue (in euros). Given only where the company’s past proves that the model is right.",
    ),
    formula="L = Σ p_i × s × E_i",
    unit=Unit.EUR,
    better=Better.LOWER,
    source=SOURCE,
    sql="risk/days.sql",
)
def expected_loss(figures: Risk) -> float | None:
    return figures.expected_loss
