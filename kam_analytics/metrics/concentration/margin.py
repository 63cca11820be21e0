"""The figures of the concentration page when margin, not revenue, is shared out: same formulas, other words."""

from dataclasses import replace

from kam_analytics.core.metrics import Metric
from kam_analytics.core.scope import Measure
from kam_analytics.core.text import Text
from kam_analytics.metrics.concentration import metrics as declared

_TOTAL = Text(
    fr="Somme des marges brutes des lignes dont la marge est connue, sur la période (en euros).",
    en="Sum of the gross margins of the lines whose margin is known, in the period (in euros).",
)
_FIRST = Text(
    fr="Plus grande marge brute d’un compte ÷ marge brute de tous les comptes à marge positive.",
    en="Largest gross margin of an account ÷ gross margin of every account with a positive margin.",
)
_LARGEST = Text(
    fr="Marge brute des {n} comptes qui en apportent le plus ÷ marge brute de tous les comptes à marge positive.",
    en="Gross margin of the {n} accounts that bring most of it ÷ gross margin of every account with a positive margin.",
)
_FEWEST = Text(
    fr="Plus petit nombre de comptes dont la marge brute cumulée atteint {n} % du total.",
    en="Smallest number of accounts whose cumulated gross margin reaches {n}% of the total.",
)
_KEYS = Text(
    fr="Marge brute des comptes clés à la fin de la période ÷ marge brute de tous les comptes à marge positive.",
    en="Gross margin of the accounts that are key at the end of the period ÷ gross margin of every account with a"
    " positive margin.",
)
_FEWEST_NAME = Text(fr="Clients qui font {n} % de la marge", en="Accounts that make {n}% of the margin")
_TOTAL_NAME = Text(fr="Marge brute de la période", en="Gross margin in the period")


def _with(text: Text, n: int) -> Text:
    return Text(fr=text.fr.format(n=n), en=text.en.format(n=n))


_WORDS: dict[str, tuple[Text | None, Text]] = {
    "revenue_total": (_TOTAL_NAME, _TOTAL),
    "top_1_share": (None, _FIRST),
    **{f"top_{n}_share": (None, _with(_LARGEST, n)) for n in (5, 10, 20)},
    **{f"accounts_for_{n}pct": (_with(_FEWEST_NAME, n), _with(_FEWEST, n)) for n in (50, 80, 95)},
    "key_share": (None, _KEYS),
}


def worded(metric: Metric, measure: Measure) -> Metric:
    """The metric with the wording of the measure that is shared out; unchanged if its wording fits both."""
    if measure == "revenue" or metric.id not in _WORDS or metric.page != declared.PAGE:
        return metric
    name, definition = _WORDS[metric.id]
    return replace(metric, name=name or metric.name, definition=definition)
