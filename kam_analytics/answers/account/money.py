"""Amounts of one account: from invoiced to net revenue, months, share and rank, targets, invoice lines."""

from dataclasses import replace
from typing import Any

import pandas as pd

from kam_analytics.answers.concentration.page import figures as concentration_figures
from kam_analytics.answers.concentration.page import own_companies
from kam_analytics.answers.page.blocks import Block, Chart, Column, Details, Note, Number, Table
from kam_analytics.answers.page.dated_notes import months_covered
from kam_analytics.answers.page.view import View, written
from kam_analytics.charts import account as charts
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language import account as text
from kam_analytics.language import shared
from kam_analytics.language.dates import period_text
from kam_analytics.language.pay import page as pay_text
from kam_analytics.language.sentences import fill
from kam_analytics.metrics.account import metrics as declared
from kam_analytics.metrics.account.figures import HERE, Account, Share
from kam_analytics.metrics.account.standing import standing
from kam_analytics.metrics.overview.figures import months_beside
from kam_analytics.metrics.portfolio.figures import MONTHS

MONTHS_SHOWN, RANKED_MONTHS = 24, 36  # with the year before, 24 months are three years of revenue
MOST_LINES = 20_000  # rows displayed, searched and exported; beyond that the page states the total


def everybody(view: View) -> View:
    """All accounts the viewer may see, one by one: the comparison set of every account sheet."""
    return replace(view, filters=replace(view.filters, account=None, level="entity", measure="revenue"))


def share_of_portfolio(view: View, account_id: str) -> Share | None:
    """Rank and share among the accounts the viewer sees; None without positive revenue in the period."""
    shares = concentration_figures(everybody(view))
    mine = shares.ranked[shares.ranked["account_id"] == account_id]
    if mine.empty:
        return None
    row, whole = mine.iloc[0], float(shares.base.sum())
    base = max(float(row["base_revenue"]), 0.0) / whole if whole > 0 else None
    return Share(int(row["rank"]), len(shares.ranked), float(row["share"]), base)


def balance(account: Account) -> Text:
    """« facturé − avoirs − RFA = net », to the cent; deductions are written as positive amounts."""
    taken = {
        "credited": -(declared.credited.of(account).value or 0.0),
        "rebated": -(declared.rebated.of(account).value or 0.0),
    }
    totals = {"invoiced": declared.invoiced.of(account).value, "net": declared.net.of(account).value}
    return fill(text.BALANCE, **{name: Quantity(v, Unit.EUR_EXACT) for name, v in {**taken, **totals}.items()})


def numbers(account: Account) -> list[Block]:
    """Net revenue, margin rate, share, and the order book if orders were imported; each against the base period."""
    metrics = [
        Number(declared.net, declared.net.of(account), _quantity_or_none(account.growth, Unit.GROWTH)),
        Number(
            declared.account_margin_rate,
            declared.account_margin_rate.of(account),
            _points(account.margin_rate, account.base_margin_rate),
        ),
        Number(
            declared.account_share,
            declared.account_share.of(account),
            _points(account.share.share, account.share.base) if account.share else None,
        ),
    ]
    if account.order_book is not None:
        metrics.append(Number(declared.order_book, declared.order_book.of(account)))
    return list(metrics)


def _quantity_or_none(value: float | None, unit: Unit) -> Quantity | None:
    return None if value is None else Quantity(value, unit)


def _points(now: float | None, before: float | None) -> Quantity | None:
    return None if now is None or before is None else Quantity(now - before, Unit.POINTS)


def months(view: View) -> list[Block]:
    """Revenue, beside the year before, and margin by month: bars wide enough to be read on a laptop."""
    rows = view.rows(HERE / "months.sql")
    if rows.empty:
        return []
    months_of_both_years = months_beside(rows, view.filters.end, MONTHS_SHOWN)
    margins = dict(zip(pd.to_datetime(rows["month"]), rows["margin"], strict=True))
    months_of_both_years = months_of_both_years.assign(
        margin=[float(margins.get(m, float("nan"))) for m in months_of_both_years["month"]]
    )
    columns = {
        "month": Column(shared.MONTH, Unit.MONTH),
        "revenue": Column(shared.REVENUE, Unit.EUR),
        "last_year": Column(shared.LAST_YEAR, Unit.EUR),
        "margin": Column(shared.MARGIN, Unit.EUR),
    }
    legend = (("neutral", shared.ACTUAL), ("others", shared.LAST_YEAR))
    title = text.MONTHS if months_of_both_years["margin"].notna().any() else text.MONTHS_ALONE
    return [
        Chart(
            "months",
            title,
            months_of_both_years,
            charts.revenue_and_margin,
            columns,
            legend,
            narrows="period",
            days=months_covered(months_of_both_years["month"]),
        )
    ]


def standing_chart(view: View, account_id: str) -> list[Block]:
    """Share and rank over rolling twelve months, intercompany accounts excluded."""
    rows, own = everybody(view).rows(MONTHS), own_companies(everybody(view))
    rows = rows[~rows["account_id"].isin(own) & (rows["month"] <= pd.Timestamp(view.filters.end).replace(day=1))]
    history = standing(rows, account_id, RANKED_MONTHS)
    if len(history) < 2 or history["share"].notna().sum() < 2:
        return [Note(text.STANDING_SHORT)]
    columns = {
        "month": Column(shared.MONTH, Unit.MONTH),
        "share": Column(shared.SHARE, Unit.SHARE),
        "rank": Column(shared.RANK, Unit.COUNT),
        "accounts": Column(text.RANKED_AMONG, Unit.COUNT),
    }
    title = text.STANDING_MINE if view.is_kam else text.STANDING
    days = months_covered(history["month"])
    return [Chart("standing", title, history, charts.share_and_rank, columns, narrows="period", days=days)]


def targets(view: View) -> list[Block]:
    """Targets set for the account itself, never prorated, with the result to date."""
    rows = view.rows(HERE / "targets.sql")
    if rows.empty:
        return []
    ended = pd.to_datetime(rows["period_end"]) <= pd.Timestamp(view.filters.end)
    spans = [
        period_text(pd.Timestamp(s).date(), pd.Timestamp(e).date())
        for s, e in zip(rows["period_start"], rows["period_end"], strict=True)
    ]
    targets_by_period = rows.assign(
        period=written(spans, rows),
        what=written((pay_text.MEASURES.get(m) for m in rows["measure"]), rows),
        attainment=rows["actual"] / rows["target"].where(rows["target"] > 0),
        state=written((text.DONE if done else text.RUNNING for done in ended), rows),
    )
    columns = {
        "period": Column(text.TARGET_PERIOD),
        "what": Column(pay_text.MEASURE),
        "target": Column(pay_text.TARGET, Unit.EUR),
        "actual": Column(pay_text.ACTUAL, Unit.EUR),
        "attainment": Column(pay_text.ATTAINMENT, Unit.SHARE),
        "state": Column(text.STATE),
    }
    return [Table("targets", text.TARGETS, targets_by_period[list(columns)], columns)]


def net(view: View, account: Account) -> list[Block]:
    """Amounts by class of document and their sum, in a collapsed section."""
    rows = view.rows(HERE / "documents.sql")
    if rows.empty:
        return []
    total = {"document_class": None, "amount": declared.net.of(account).value, "lines": int(rows["lines"].sum())}
    classes = pd.concat([rows, pd.DataFrame([total])], ignore_index=True)
    labels = [_class(c) for c in rows["document_class"]] + [text.NET_TOTAL]
    columns = {
        "document_class": Column(text.DOCUMENT),
        "lines": Column(text.LINE_COUNT, Unit.COUNT),
        "amount": Column(text.AMOUNT, Unit.EUR_EXACT),
    }
    title = fill(text.NET, period=period_text(view.filters.start, view.filters.end))
    table = Table("documents", title, classes.assign(document_class=written(labels, classes))[list(columns)], columns)
    parts = [Number(m, m.of(account)) for m in (declared.invoiced, declared.credited, declared.rebated, declared.net)]
    return [Details("balance", title, (*parts, table))]


def lines(view: View) -> list[Block]:
    """The invoice lines of the period, searchable, each with its file, row and import."""
    rows = view.rows(HERE / "lines.sql", most=MOST_LINES)
    if rows.empty:
        return []
    columns: dict[str, Column] = {
        "date": Column(shared.DATE, Unit.DATE),
        "invoice_no": Column(text.INVOICE_NO),
        "document_class": Column(text.DOCUMENT),
        "product": Column(text.PRODUCT),
        "product_family": Column(text.FAMILY, folded=True),
        "quantity": Column(text.QUANTITY, Unit.COUNT),
        "amount": Column(text.AMOUNT, Unit.EUR_EXACT),
        "margin": Column(shared.MARGIN, Unit.EUR_EXACT),
        "file": Column(text.FILE),
        "row_no": Column(text.ROW, Unit.COUNT),
        "import_id": Column(text.IMPORT, Unit.COUNT, folded=True),
    }
    listed_ = rows.assign(document_class=written((_class(c) for c in rows["document_class"]), rows))
    title = fill(text.LINES, period=period_text(view.filters.start, view.filters.end))
    listed: list[Block] = [Table("lines", title, listed_[list(columns)], columns, searchable=True)]
    total = int(view.rows(HERE / "documents.sql")["lines"].sum())
    if total > len(rows):
        counted = {"shown": Quantity(len(rows), Unit.COUNT), "total": Quantity(total, Unit.COUNT)}
        listed.append(Note(fill(text.LINES_CUT, **counted)))
    return listed


def _class(value: Any) -> Text | None:
    return text.CLASSES.get(value) if isinstance(value, str) else None
