"""Which score is used, and why: the model must prove itself on the company's own past."""

from dataclasses import dataclass
from enum import Enum

from kam_analytics.core.text import Text
from kam_analytics.metrics.risk.backtest.backtest import Measured
from kam_analytics.metrics.risk.model.model import RiskLabel

LEAST_GAIN = 0.03
CALIBRATED = (0.8, 1.25)
LEAST_SKILL = 0.05


class Reason(Enum):
    """Why this score is used."""

    BETTER = Text(
        fr="Sur les dernières années de l’entreprise, le modèle classe mieux les comptes que la date de la dernière"
        " facture et que le score par règles, et ses probabilités restent dans la marge admise.",
        en="Over the company’s last years the model ranks accounts better than the date of the last invoice and than"
        " the rule score, and its probabilities stay within the accepted band.",
    )
    UNCALIBRATED = Text(
        fr="Le modèle classe mieux les comptes que les règles, mais ses probabilités tombent à côté sur le passé de"
        " l’entreprise\u202f: le rang est montré, la probabilité ne l’est pas.",
        en="The model ranks accounts better than the rules, but its probabilities miss on the company’s past: ranks"
        " are shown, probabilities are not.",
    )
    NOT_BETTER = Text(
        fr="Sur le passé de l’entreprise, le modèle ne classe pas nettement mieux les comptes que la date de la"
        " dernière facture et que le score par règles\u202f: le score par règles est utilisé, sans probabilité.",
        en="On the company’s past the model does not clearly rank accounts better than the date of the last invoice"
        " and than the rule score: the rule score is used, without a probability.",
    )
    FEW_EVENTS = Text(
        fr="Moins de 10 comptes ont connu cet événement dans l’historique\u202f: aucun modèle ne peut être vérifié,"
        " le score par règles est utilisé, sans probabilité.",
        en="Fewer than 10 accounts have had this event in the history: no model can be checked, the rule score is"
        " used, without a probability.",
    )
    SHORT_HISTORY = Text(
        fr="Il faut au moins 36 mois de factures pour séparer une baisse d’une saison\u202f: le score par règles est"
        " utilisé, sans probabilité.",
        en="It takes at least 36 months of invoices to tell a decline from a season: the rule score is used, without"
        " a probability.",
    )


@dataclass(frozen=True, slots=True)
class Verdict:
    """For one label: the method in use, whether its probabilities may be shown, and why."""

    label: RiskLabel
    method: str
    shows_probability: bool
    reason: Reason


def verdict(label: RiskLabel, figures: tuple[Measured, ...], *, enough_months: bool) -> Verdict:
    """Decide from the figures of the whole company, origins pooled.

    The model ranks when it beats recency by 0.03 of AUC, and recency and the scorecard with intervals above zero. Its
    probabilities are shown when observed ÷ expected and slope lie within 0.8–1.25 and Brier skill exceeds 0.05.
    """
    (model,) = (m for m in figures if m.method == "model" and m.label is label and m.population == "all")
    if label is RiskLabel.DEC50 and not enough_months:
        return Verdict(label, "scorecard", False, Reason.SHORT_HISTORY)
    if model.auc is None:
        return Verdict(label, "scorecard", False, Reason.FEW_EVENTS)
    if not _ranks_better(model):
        return Verdict(label, "scorecard", False, Reason.NOT_BETTER)
    if not _calibrated(model):
        return Verdict(label, "model", False, Reason.UNCALIBRATED)
    return Verdict(label, "model", True, Reason.BETTER)


def _ranks_better(model: Measured) -> bool:
    return (
        (model.auc_gain or 0.0) >= LEAST_GAIN
        and (model.auc_gain_low or 0.0) > 0
        and (model.over_scorecard_low or 0.0) > 0
    )


def _calibrated(model: Measured) -> bool:
    within = [
        value is not None and CALIBRATED[0] <= value <= CALIBRATED[1]
        for value in (model.observed_over_expected, model.slope)
    ]
    return all(within) and (model.brier_skill or 0.0) > LEAST_SKILL
