"""Published figures on variable pay, and why they do not describe one person's pay."""

from decimal import Decimal

import pandas as pd

from kam_analytics.answers.page.blocks import Block, Column, Details, Message, Note, Table
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language.pay import objectives as words
from kam_analytics.language.sentences import fill
from kam_analytics.metrics.pay import benchmark


def blocks(own: Decimal | None = None) -> list[Block]:
    """The figures, their caveat and their conditions; own: the person's own variable pay at 100 %, EUR."""
    figures = {
        "median": _euros(benchmark.MEDIAN_TOTAL),
        "share": Quantity(float(benchmark.VARIABLE_SHARE), Unit.SHARE),
        "about": _euros(benchmark.ABOUT_VARIABLE),
    }
    field = fill(words.FIELD, low=_euros(benchmark.LOW_TOTAL), high=_euros(benchmark.HIGH_TOTAL), **figures)
    mine = [Message(fill(words.OWN, own=_euros(own)), lead=False, secret=True)] if own else []
    caveat = fill(words.CAVEAT, product=_euros(benchmark.SHARE_OF_MEDIAN), **figures)
    return [Details("benchmark", words.BENCHMARK, [Message(field, lead=False), *mine, Note(caveat), _readings()])]


def _euros(amount: Decimal) -> Quantity:
    return Quantity(float(amount), Unit.EUR)


def _readings() -> Table:
    rows = pd.DataFrame(
        [
            {
                "fixed": float(p.fixed),
                "variable": float(p.variable),
                "total": float(p.total),
                "of_total": float(p.share_of_total),
                "of_fixed": float(p.share_of_fixed),
            }
            for p in benchmark.readings()
        ]
    )
    columns = {
        "fixed": Column(words.FIXED, Unit.EUR),
        "variable": Column(words.VARIABLE, Unit.EUR),
        "total": Column(words.TOTAL, Unit.EUR),
        "of_total": Column(words.OF_TOTAL, Unit.SHARE),
        "of_fixed": Column(words.OF_FIXED, Unit.SHARE),
    }
    return Table("readings", words.READINGS, rows, columns)
