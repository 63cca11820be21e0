"""The share of pay that is variable, at target and as expected, for people whose fixed pay is imported."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from kam_analytics.answers.page.blocks import Block, Column, Message, Note, Table
from kam_analytics.answers.page.view import View
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language.pay import page as text
from kam_analytics.language.pay import views as words
from kam_analytics.language.sentences import fill
from kam_analytics.metrics import pay as package
from kam_analytics.metrics.pay.forecast.year_end import YearEndForecast
from kam_analytics.metrics.pay.metrics import Team
from kam_analytics.metrics.records import records

FIXED = Path(package.__file__).parent / "fixed_pay.sql"


def mix(team: Team, outlooks: Mapping[str, YearEndForecast], view: View) -> list[Block]:
    """The sentence and one row per person; the reason if no fixed pay is imported."""
    fixed = {r["person_id"]: float(r["fixed_pay"]) for r in records(view.rows(FIXED))}
    people = [p for p in team.people if p.person_id in fixed and p.person_id in outlooks]
    if not people:
        return [Note(words.MIX_UNKNOWN)]
    rows = pd.DataFrame([_row(p.name, fixed[p.person_id], outlooks[p.person_id]) for p in people])
    whole = rows[["fixed", "at_target", "expected"]].sum()
    sentence = fill(
        words.MIX_ONE if len(outlooks) == 1 else words.MIX,
        count=len(people),
        total=len(outlooks),
        target=Quantity(_part(whole["fixed"], whole["at_target"]), Unit.SHARE),
        expected=Quantity(_part(whole["fixed"], whole["expected"]), Unit.SHARE),
    )
    columns = {
        "name": Column(text.NAME),
        "fixed": Column(words.FIXED, Unit.EUR, secret=True),
        "at_target": Column(words.AT_TARGET, Unit.EUR, secret=True),
        "target_part": Column(words.PART_AT_TARGET, Unit.SHARE, secret=True),
        "expected": Column(words.EXPECTED, Unit.EUR, secret=True),
        "expected_part": Column(words.PART_EXPECTED, Unit.SHARE, secret=True),
    }
    return [Message(sentence, lead=False, secret=True), Table("pay_mix", words.MIX_TITLE, rows, columns)]


def _row(name: str, fixed: float, outlook: YearEndForecast) -> dict[str, object]:
    target, expected = float(outlook.year.at_target), outlook.payout.mean
    return {
        "name": name,
        "fixed": fixed,
        "at_target": target,
        "target_part": _part(fixed, target),
        "expected": expected,
        "expected_part": _part(fixed, expected),
    }


def _part(fixed: float, variable: float) -> float:
    return variable / (fixed + variable)
