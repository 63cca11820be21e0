"""What was decided in the last review and what became of its money, what is late, and what is decided today."""

import pandas as pd

from kam_analytics.answers.page import periods
from kam_analytics.answers.page.blocks import Column, Table
from kam_analytics.answers.page.view import View, counted, written
from kam_analytics.answers.review.figures import ReviewFigures
from kam_analytics.answers.risk.notes import open_actions, past_due
from kam_analytics.core.scope import Filters, unfiltered
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language import review as text
from kam_analytics.language import shared
from kam_analytics.language.risk import notes as notes_text
from kam_analytics.language.sentences import fill, plural
from kam_analytics.metrics.records import records
from kam_analytics.metrics.review.figures import DECISIONS

MOST_ROWS = 7  # of a table that is read from four metres


def quarter_of(filters: Filters) -> str:
    """The code of the quarter in which the period ends: `2026Q3`."""
    return f"{filters.end.year}Q{(filters.end.month - 1) // 3 + 1}"


def told(view: View) -> pd.DataFrame:
    """Every line of every review; rows of `metrics/review/decisions.sql`."""
    return view.rows(DECISIONS)


def last_decisions(figures: ReviewFigures) -> tuple[Text, list[Table], list[Text]] | None:
    """The decisions and actions of the last review before this one, with the revenue of their accounts then and now.

    None where there is none.
    """
    rows = told(figures.now)
    earlier = rows[(rows["review"] < quarter_of(figures.view.filters)) & (rows["kind"] != "remark")]
    if earlier.empty:
        return None
    last = earlier[earlier["review"] == earlier["review"].max()]
    done = int(last["closed_at"].notna().sum())
    then, now = (float(last[c].sum()) for c in ("revenue_then", "revenue_now"))
    template = plural(len(last), text.LAST_DECISION, text.LAST_DECISIONS)
    quarter = periods.name(str(last["review"].iloc[0]))
    closed = fill(plural(done, text.CLOSED_ONE, text.CLOSED_MANY), done=counted(done)) if done else text.CLOSED_NONE
    message = fill(template, quarter=quarter, count=counted(len(last)), closed=closed)
    money = fill(text.MONEY_MOVED, then=Quantity(then, Unit.EUR), now=Quantity(now, Unit.EUR))
    beside = [money, text.NO_CAUSE] if last["revenue_then"].notna().any() else []
    return message, [_table(figures, "last_decisions", text.LAST_DECISIONS_TABLE, last, with_money=True)], beside


def todays_decisions(figures: ReviewFigures) -> tuple[Text, list[Table]]:
    """The decisions and actions of this review so far. Remarks are the speaker's: no shown page has them."""
    rows = told(figures.now)
    today = rows[(rows["review"] == quarter_of(figures.view.filters)) & (rows["kind"] != "remark")]
    if today.empty:
        return text.NOTHING_DECIDED, []
    count = len(today)
    message = fill(plural(count, text.DECIDED_ONE, text.DECIDED), count=counted(count))
    return message, [_table(figures, "todays_decisions", text.DECIDED_TABLE, today, with_money=False)]


def late_actions(figures: ReviewFigures) -> tuple[Text, list[Table]]:
    """Open actions that are past due, by the revenue at stake of their accounts."""
    late = past_due(open_actions(figures.notes), figures.now.now)
    if figures.view.filters != unfiltered(figures.view.filters):
        late = late[late["account_id"].astype(str).isin(figures.accounts)]
    if late.empty:
        return text.NOTHING_LATE, []
    stakes = _stakes(figures)
    late = late.assign(exposed=[stakes.get(str(a), float("nan")) for a in late["account_id"]])
    late = late.sort_values("exposed", ascending=False, na_position="last")
    stake = float(late.drop_duplicates("account_id")["exposed"].sum())
    facts = {"count": counted(len(late)), "exposed": Quantity(stake, Unit.EUR)}
    message = fill(plural(len(late), text.LATE_ONE, text.LATE), **facts)
    columns = {
        "account_name": Column(shared.ACCOUNT),
        "said": Column(text.WHAT),
        **({"owner": Column(notes_text.OWNER)} if figures.discretion.names else {}),
        "due_on": Column(notes_text.DAY, Unit.DATE),
        "exposed": Column(text.EXPOSED, Unit.EUR),
    }
    return message, [Table("late", text.LATE_TABLE, late.head(MOST_ROWS)[list(columns)], columns)]


def _stakes(figures: ReviewFigures) -> dict[str, float]:
    """Account id → its revenue at stake, EUR."""
    if figures.risk is None:
        return {}
    rows = figures.risk.rows
    return dict(zip(rows["account_id"].astype(str), rows["exposed"], strict=True))


def _table(figures: ReviewFigures, id: str, title: Text, rows: pd.DataFrame, *, with_money: bool) -> Table:
    rows = rows.assign(
        what=written([notes_text.KINDS.get(k, notes_text.OTHER_KIND) for k in rows["kind"]], rows),
        state=written([_state(row) for row in records(rows)], rows),
    )
    money = {
        "revenue_then": Column(text.REVENUE_THEN, Unit.EUR),
        "revenue_now": Column(text.REVENUE_NOW, Unit.EUR),
    }
    columns = {
        "what": Column(notes_text.KIND),
        "said": Column(text.WHAT),
        "account_name": Column(shared.ACCOUNT),
        **({"owner": Column(notes_text.OWNER)} if figures.discretion.names else {}),
        **(money if with_money else {"due_on": Column(notes_text.DAY, Unit.DATE)}),
        "state": Column(notes_text.STATE),
    }
    return Table(id, title, rows.head(MOST_ROWS)[list(columns)], columns)


def _state(row: dict[str, object]) -> Text:
    return notes_text.CLOSED if row["closed_at"] is not None else notes_text.OPEN
