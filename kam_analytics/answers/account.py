"""One account: revenue in time, rhythm, documents, families, what surrounds it, its invoice lines."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from kam_analytics.answers.blocks import Block, Chart, Column, Message, Note, Number, Table
from kam_analytics.answers.concentration import figures as concentration_figures
from kam_analytics.answers.growth import signed
from kam_analytics.answers.view import View, written
from kam_analytics.charts import overview as charts
from kam_analytics.core.metrics import Metric
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language import account as text
from kam_analytics.language import shared
from kam_analytics.language.dates import period_text
from kam_analytics.language.sentences import Fact, fill
from kam_analytics.metrics.account import metrics as declared
from kam_analytics.metrics.account.figures import Account, account
from kam_analytics.metrics.overview.figures import months_beside
from kam_analytics.metrics.risk.figures import BATCH_DAYS, LEAST_INVOICE_DAYS
from kam_analytics.metrics.risk.formulas import book_median_gap, own_gaps, usual_interval

SQL = Path(declared.__file__).parent
MONTHS_SHOWN = 36


def figures(view: View) -> Account | None:
    """The account of the filters; None when it does not exist or may not be seen."""
    header = view.rows(SQL / "header.sql").to_dict("records")
    if not header:
        return None
    return account(header[0], view.rows(SQL / "documents.sql"), view.rows(SQL / "families.sql"))


def choices(view: View) -> dict[str, str]:
    """Account id → name, every account the viewer may open."""
    rows = view.rows(SQL / "choices.sql")
    return dict(zip(rows["account_id"], rows["account_name"], strict=True))


def blocks(view: View) -> list[Block]:
    """The sheet, from its sentence to its lines."""
    if view.filters.account is None:
        return [Message(text.CHOOSE)]
    found = figures(view)
    if found is None:
        return [Message(text.NOT_FOUND)]
    return [
        Message(_lead(view, found)),
        Message(_standing(view, found), lead=False),
        *_numbers(found),
        *_charts(view),
        _families(view, found),
        *_around(view),
        *_lines(view),
    ]


def _lead(view: View, found: Account) -> Text:
    facts: dict[str, Fact] = {
        "name": found.name,
        "revenue": Quantity(found.revenue, Unit.EUR),
        "period": period_text(view.filters.start, view.filters.end),
    }
    if found.growth is None:
        return fill(text.LEAD_NEW, **facts)
    return fill(text.LEAD, growth=signed(found.growth), **facts)


def _standing(view: View, found: Account) -> Text:
    """Rank, key status, KAM and group, as far as they are known."""
    ranked = concentration_figures(replace(view, filters=replace(view.filters, level="entity"))).ranked
    mine = ranked[ranked["account_id"] == found.account_id]
    said: list[Text] = []
    if len(mine):
        rank, share = int(mine["rank"].iloc[0]), Quantity(float(mine["share"].iloc[0]), Unit.SHARE)
        template = text.RANKED_FIRST if rank == 1 else text.RANKED
        said.append(fill(template, rank=rank, count=len(ranked), share=share))
    if found.key_since is not None:
        said.append(fill(text.IS_KEY, day=found.key_since))
    if found.kam:
        said.append(fill(text.CARE, kam=found.kam))
    if found.group and found.group_id != found.account_id:
        said.append(fill(text.MEMBER, group=found.group))
    return Text(fr=" ".join(s.fr for s in said), en=" ".join(s.en for s in said))


def _numbers(found: Account) -> list[Block]:
    """« facturé − avoirs − RFA = net »."""
    shown: tuple[Metric, ...] = (declared.invoiced, declared.credited, declared.rebated, declared.net)
    return [Number(metric, metric.of(found)) for metric in shown]


def _charts(view: View) -> list[Block]:
    months = view.rows(SQL / "months.sql")
    days = view.rows(SQL / "days.sql")
    shown: list[Block] = []
    if len(months):
        shown.append(_months(months, view.filters.end))
    if len(days):
        shown += _orders(days)
    return shown


def _months(months: pd.DataFrame, end: date) -> Chart:
    rows = months_beside(months, end, MONTHS_SHOWN)
    columns = {
        "month": Column(shared.MONTH, Unit.MONTH),
        "revenue": Column(shared.REVENUE, Unit.EUR),
        "last_year": Column(shared.LAST_YEAR, Unit.EUR),
    }
    legend = (("neutral", shared.ACTUAL), ("others", shared.LAST_YEAR))
    return Chart("months", text.MONTHS, rows, charts.months, columns, legend)


def _orders(days: pd.DataFrame) -> list[Block]:
    """The invoice days, and when the next one is expected by the account's own rhythm."""
    bought = [pd.Timestamp(d).date() for d, r in zip(days["date"], days["revenue"], strict=True) if r > 0]
    gaps = own_gaps(bought, batch_days=BATCH_DAYS)
    interval = usual_interval(gaps, book_median_gap([gaps])) if len(bought) >= LEAST_INVOICE_DAYS else None
    expected = None if interval is None else bought[-1] + timedelta(days=round(interval))
    draw = partial(charts.order_days, expected=expected, label=text.EXPECTED)
    columns = {"date": Column(shared.DATE, Unit.DATE), "revenue": Column(shared.REVENUE, Unit.EUR)}
    shown: list[Block] = [Chart("orders", text.ORDERS, days, draw, columns)]
    if interval is not None:
        shown.append(Note(fill(text.RHYTHM, interval=Quantity(interval, Unit.DAYS), last=bought[-1])))
    return shown


def _families(view: View, found: Account) -> Table:
    columns = {
        "family": Column(text.FAMILY),
        "revenue": Column(shared.REVENUE, Unit.EUR),
        "base_revenue": Column(shared.BASE_REVENUE, Unit.EUR),
        "last_on": Column(text.LAST_BOUGHT, Unit.DATE),
    }
    title = fill(text.FAMILIES, period=period_text(view.filters.start, view.filters.end))
    return Table("families", title, found.families, columns)


def _around(view: View) -> list[Block]:
    """Contracts, open opportunities, latest interactions: those that were imported."""
    tables: tuple[tuple[str, Text, dict[str, Column]], ...] = (
        (
            "contracts",
            text.CONTRACTS,
            {
                "end_date": Column(text.END_DATE, Unit.DATE),
                "annual_value": Column(text.VALUE, Unit.EUR),
                "auto_renewal": Column(text.RENEWAL),
            },
        ),
        (
            "opportunities",
            text.OPPORTUNITIES,
            {
                "name": Column(text.NAME),
                "stage": Column(text.STAGE),
                "amount": Column(text.AMOUNT, Unit.EUR),
                "close_date": Column(text.CLOSE, Unit.DATE),
            },
        ),
        (
            "interactions",
            text.INTERACTIONS,
            {
                "date": Column(shared.DATE, Unit.DATE),
                "type": Column(text.TYPE),
                "contact": Column(text.CONTACT),
                "level": Column(text.LEVEL),
            },
        ),
    )
    found: list[Block] = []
    for name, title, columns in tables:
        rows = view.rows(SQL / f"{name}.sql")
        if len(rows) and "level" in columns:
            rows = rows.assign(level=written(map(_level, rows["level"]), rows))
        if len(rows):
            found.append(Table(name, title, rows[list(columns)], columns))
    return found


def _lines(view: View) -> list[Block]:
    rows = view.rows(SQL / "lines.sql")
    if rows.empty:
        return []
    total = int(rows["total"].iloc[0])
    columns: dict[str, Column] = {
        "date": Column(shared.DATE, Unit.DATE),
        "invoice_no": Column(text.INVOICE_NO),
        "document_class": Column(text.DOCUMENT),
        "product": Column(text.PRODUCT),
        "product_family": Column(text.FAMILY),
        "quantity": Column(text.QUANTITY, Unit.COUNT),
        "amount": Column(text.AMOUNT, Unit.EUR_EXACT),
        "margin": Column(shared.MARGIN, Unit.EUR_EXACT),
        "source": Column(text.SOURCE),
    }
    shown = rows.assign(document_class=written((_class(c) for c in rows["document_class"]), rows))
    title = fill(text.LINES, period=period_text(view.filters.start, view.filters.end))
    listed: list[Block] = [Table("lines", title, shown[list(columns)], columns, searchable=True)]
    if total > len(rows):
        listed.append(Note(fill(text.LINES_CUT, shown=len(rows), total=Quantity(total, Unit.COUNT))))
    return listed


def _class(value: Any) -> Text | None:
    return text.CLASSES.get(value) if isinstance(value, str) else None


def _level(value: Any) -> Text | None:
    """A level in the reader's language, or as the file wrote it."""
    return text.LEVELS.get(value, Text(fr=value, en=value)) if isinstance(value, str) else None
