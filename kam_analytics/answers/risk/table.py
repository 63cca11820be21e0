"""The table of accounts at risk, and the accounts that left the list."""

from dataclasses import replace

import pandas as pd

from kam_analytics.answers.page.blocks import Block, Column, Note, Table
from kam_analytics.answers.risk.rows import level_names, titled_by_level
from kam_analytics.core.text import Text
from kam_analytics.core.units import Unit
from kam_analytics.language import shared
from kam_analytics.language.risk import model as model_text
from kam_analytics.language.risk import notes as notes_text
from kam_analytics.language.risk import page as text
from kam_analytics.language.risk import signals as signal_text
from kam_analytics.language.sentences import fill
from kam_analytics.language.titles import few
from kam_analytics.metrics.risk.figures import Risk

LOSSES, NAMED_GONE = 100, 10


def watch_list(risk: Risk, rows: pd.DataFrame, before: Risk, levels: tuple[str, ...] | None = None) -> list[Block]:
    """Every account in alert, to watch or silenced, and the largest expected losses; a sentence on those that left.

    levels: those that the viewer chose, which `rows` are of.
    """
    visible = _table_rows(risk, rows)
    columns = _columns(risk)
    if visible.empty:
        return [] if levels is None else [Note(fill(text.NONE_OF_LEVEL, levels=level_names(levels)))]
    table = Table(
        "watched",
        titled_by_level(fill(_title(visible), day=risk.as_of), levels),
        visible[list(columns)],
        columns,
        opens_account=True,
        searchable=True,
        wrapped=True,
        decides_after="account_name",
    )
    return [table, *_left(risk, before)]


def _title(visible: pd.DataFrame) -> Text:
    """The title of the table: with the model there are also accounts without a strong signal in it."""
    is_calm = visible["level"] == text.LEVELS["calm"]
    return text.TABLE_WITH_LOSSES if is_calm.any() else text.TABLE


def _left(risk: Risk, before: Risk) -> list[Block]:
    """Accounts that recovered, and accounts no longer scored: one that has stopped for good has not recovered."""
    judged = {a.account_id: a for a in risk.accounts}
    lost = [a.account_name for a in before.watched if a.account_id not in judged]
    calm = [a.account_name for a in before.watched if a.account_id in judged and not judged[a.account_id].score.watch]
    groups = ((model_text.GONE, calm), (model_text.UNSCORED, lost))
    return [Note(fill(text, day=before.as_of, names=few(names, NAMED_GONE))) for text, names in groups if names]


def listed(risk: Risk, rows: pd.DataFrame) -> dict[str, str]:
    """The accounts of the table, first to last: id → name."""
    visible = _table_rows(risk, rows)
    return dict(zip(visible["account_id"], visible["account_name"], strict=True))


def _table_rows(risk: Risk, rows: pd.DataFrame) -> pd.DataFrame:
    """The accounts with a strong signal; with the model also those of the largest expected losses."""
    noted = rows["level"] != text.LEVELS["calm"]
    if not risk.shows_probability:
        return rows[noted]
    return rows[noted | ((rows["loss"] > 0) & (rows["loss"].rank(ascending=False) <= LOSSES))]


def _columns(risk: Risk) -> dict[str, Column]:
    label = risk.verdict.label.value if risk.verdict else "dec50"
    chance = {
        "loss": Column(model_text.EXPECTED_LOSS, Unit.EUR),
        "probability": Column(model_text.SHORT_PROBABILITY[label], Unit.SHARE),
        "low": Column(model_text.LOW, Unit.EUR),
        "high": Column(model_text.HIGH, Unit.EUR),
        "margin_loss": Column(model_text.EXPECTED_MARGIN, Unit.EUR),
    }
    more = {
        "action": Column(notes_text.NEXT_ACTION),
        **(chance if risk.shows_probability else {}),
        "since": Column(model_text.SINCE, Unit.DATE),
        "moved": Column(model_text.MOVED),
        "points": Column(text.SCORE, Unit.COUNT),
        "every_reason": Column(signal_text.EVERY_REASON),
        "coverage": Column(signal_text.COVERAGE),
        "case": Column(signal_text.CASE),
        "exposed_margin": Column(text.EXPOSED_MARGIN, Unit.EUR),
        "last_on": Column(text.LAST_INVOICE, Unit.DATE),
        "next_expected": Column(text.NEXT_EXPECTED, Unit.DATE),
        "is_key": Column(shared.KEY),
        "account_id": Column(shared.CODE),
    }
    # Whole on a laptop; at 150 % money and what to do are seen before anything is scrolled.
    return {
        "account_name": Column(shared.ACCOUNT),
        "exposed": Column(text.EXPOSED, Unit.EUR),
        "to_do": Column(model_text.TO_DO),
        "reasons": Column(text.REASON),
        "level": Column(text.LEVEL),
        "kam": Column(shared.KAM),
        **{name: replace(column, folded=True) for name, column in more.items()},
    }
