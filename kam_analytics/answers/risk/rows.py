"""One row per scored account: the input of the page's charts and tables."""

from datetime import date
from typing import Any

import pandas as pd

from kam_analytics.answers.page.view import View, written
from kam_analytics.answers.risk.notes import known_causes, next_actions, notes
from kam_analytics.answers.risk.reasons import cases, coverage, level, main_reason, reasons, since, to_do
from kam_analytics.core.text import Text
from kam_analytics.language.risk import model as model_text
from kam_analytics.language.risk import notes as notes_text
from kam_analytics.language.risk import page as text
from kam_analytics.language.sentences import fill
from kam_analytics.language.titles import introduced
from kam_analytics.metrics.risk.card.scorecard import WATCH_POINTS
from kam_analytics.metrics.risk.figures import AccountRisk, Risk

IN_A_ROW = 1  # reasons in a table cell, beside the number of others
NOTHING = Text(fr="–", en="–")
ALERT, WATCH, KNOWN_CAUSE, CALM = range(4)  # urgency of an account
URGENCIES = {"alert": ALERT, "watch": WATCH, "cause": KNOWN_CAUSE}


def account_rows(risk: Risk, before: Risk, today: date) -> pd.DataFrame:
    """One row per account; before: the accounts a quarter earlier, today: the calendar day of the reader."""
    points = {a.account_id: a.score.points for a in before.accounts}
    rows = pd.DataFrame([_row(a, today) for a in risk.accounts])
    rows["moved"] = written([_moved(a, points.get(a.account_id)) for a in risk.accounts], rows)
    return rows


def alerts_first(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows as a sales manager works through them: by level, then by the revenue at stake.

    The order does not depend on the model, so that the list stays as it is when the model's figures arrive.
    """
    return rows.sort_values(["urgency", "exposed"], ascending=[True, False], kind="stable", ignore_index=True)


def of_levels(rows: pd.DataFrame, levels: tuple[str, ...] | None) -> pd.DataFrame:
    """The rows of some levels of `URGENCIES`; all of them without a choice."""
    return rows if levels is None else rows[rows["urgency"].isin([URGENCIES[level] for level in levels])]


def titled_by_level(title: Text, levels: tuple[str, ...] | None) -> Text:
    """A title that says which levels it is about."""
    return title if levels is None else introduced(level_names(levels), title)


def level_names(levels: tuple[str, ...]) -> Text:
    words = [text.URGENCIES[level] for level in URGENCIES if level in levels]
    return Text(fr=", ".join(w.fr for w in words), en=", ".join(w.en for w in words))


def with_decisions(rows: pd.DataFrame, view: View) -> pd.DataFrame:
    """The rows with decisions: the cause that silences an alert, and the next action."""
    decisions = notes(view)
    causes, actions = known_causes(decisions, view.now), next_actions(decisions)
    ids = rows["account_id"].astype(str)
    silent = [fill(notes_text.SILENCED, until=causes[i]["until"]) if i in causes else None for i in ids]
    # The bars have no column for the level, so the cause replaces the signal there.
    for column in ("level", "reason"):
        rows[column] = written(
            [decision or reason for decision, reason in zip(silent, rows[column], strict=True)], rows
        )
    rows["action"] = [_action(actions[i]) if i in actions else None for i in ids]
    rows["to_do"] = written([_planned(*pair) for pair in zip(rows["action"], rows["to_do"], strict=True)], rows)
    return rows


def _planned(action: str | None, advice: Text) -> Text:
    """The next action that somebody noted; until then what the signals ask for."""
    return advice if action is None else fill(notes_text.PLANNED, action=action)


def _action(row: dict[str, Any]) -> str:
    """What is to be done, and by whom."""
    return str(row["said"]) if row["owner"] is None else f"{row['said']} ({row['owner']})"


def _row(a: AccountRisk, today: date) -> dict[str, object]:
    low, high = a.loss_range or (None, None)
    return {
        "account_id": a.account_id,
        "account_name": a.account_name,
        "role": "key" if a.is_key else "others",
        "is_key": a.is_key,
        "kam": a.kam,
        "points": a.score.points,
        "level": level(a),
        "urgency": _urgency(a),
        "exposed": _nan(a.exposed_revenue),
        "exposed_margin": _nan(a.exposed_margin),
        "probability": _nan(a.outlook.probability if a.outlook else None),
        "loss": _nan(a.expected_loss),
        "low": _nan(low),
        "high": _nan(high),
        "margin_loss": _nan(a.expected_margin_loss),
        "reason": main_reason(a) or NOTHING,
        "reasons": reasons(a, IN_A_ROW) or NOTHING,
        "every_reason": reasons(a) or NOTHING,
        "to_do": to_do(a, today) or NOTHING,
        "since": since(a),
        "last_on": a.last_on,
        "next_expected": a.next_expected,
        "case": cases(a),
        "coverage": coverage(a),
    }


def _urgency(a: AccountRisk) -> int:
    if a.silenced:
        return KNOWN_CAUSE
    return ALERT if a.score.alert else WATCH if a.score.watch else CALM


def _nan(value: float | None) -> float:
    return float("nan") if value is None else value


def _moved(account: AccountRisk, before: int | None) -> Text | None:
    """Change since a quarter earlier by the same card of signals; None if the account is not on the list today."""
    now = account.score.points
    if not account.score.watch:
        return None
    if before is None or before < WATCH_POINTS:
        return model_text.MOVES["new"]
    return model_text.MOVES["worse" if now > before else "better" if now < before else "same"]
