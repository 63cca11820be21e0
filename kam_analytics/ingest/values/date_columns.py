"""How each column of dates is read: order of day and month, times in UTC, days that a spreadsheet swapped."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from kam_analytics.core.imports import ImportQuestion
from kam_analytics.core.text import Text
from kam_analytics.ingest.notation import dates, utc
from kam_analytics.ingest.notation.expressions import ColumnReference
from kam_analytics.ingest.notation.numbers import NumberStyle
from kam_analytics.ingest.stage import profile
from kam_analytics.ingest.stage.cells import cell, number_text
from kam_analytics.ingest.stage.mapped_table import MappedTable
from kam_analytics.language.imports import day_questions
from kam_analytics.warehouse.sql_files import statement

SQL = Path(__file__).parent / "sql"

MOST_COLUMNS = 200  # looked at for a proof of the order of dates
FEWEST_SWAPPED = 3  # cells that show the trace of a spreadsheet
Days = dict[str, date]  # date text → day


@dataclass
class DateColumns:
    """How the columns of dates are read, by position."""

    styles: dict[int, dates.DateStyle] = field(default_factory=dict)
    timed: dict[int, bool] = field(default_factory=dict)  # dates followed by a time of day, too many to list
    days: dict[int, Days] = field(default_factory=dict)
    questions: list[ImportQuestion] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)


def detect(sheet: MappedTable, titles: Mapping[int, str], numbers: Mapping[int, NumberStyle]) -> DateColumns:
    """Look at every distinct date of the columns of `titles` (position → title); numbers: the marks of the amounts."""
    columns = DateColumns()
    cells = _date_texts(sheet, list(titles), columns)
    texts = {i: {t: dates.day_part(t) for t in raw} for i, raw in cells.items()}
    first = {i: dates.style_of(t.values(), sheet.mapping.date_order) for i, t in texts.items()}
    proven = {s.order for i, s in first.items() if s.settled and dates.has_order(texts[i].values())}
    for index, title in titles.items():
        column = _Column(sheet, index, title, texts[index], numbers)
        columns.styles[index] = column.style(first[index], proven, columns.questions)
        days = column.in_zone(column.days(columns.styles[index]), columns)
        columns.days[index] = column.swapped_back(days, columns.questions)
    return columns


@dataclass(frozen=True, slots=True)
class _Column:
    """One column of dates."""

    sheet: MappedTable
    index: int
    title: str
    texts: Mapping[str, str]  # cell → its date, without weekday and time
    numbers: Mapping[int, NumberStyle]

    def style(self, first: dates.DateStyle, proven: set[dates.Order], open_: list[ImportQuestion]) -> dates.DateStyle:
        """The style by the column, else by the others of the file, else by the answer; a question where none says."""
        if first.settled:
            return first
        elsewhere = (proven or _orders_elsewhere(self.sheet)) & set(first.orders)
        answer = self.sheet.mapping.answer(f"date_order:{self.title}")
        if answer is None and len(elsewhere) == 1 and "ymd" not in first.orders:
            answer = next(iter(elsewhere))
        styles = {o: dates.style_of(self.texts.values(), o) for o in first.orders}
        if answer not in styles:
            example = next((t for t in sorted(self.texts.values()) if dates.has_order([t])), "")
            months: dict[str, dict[date, Decimal]] = {o: self.by_month(self.days(s)) for o, s in styles.items()}
            open_.append(day_questions.which_order(self.title, example, months))
        return next((s for o, s in styles.items() if o == answer), styles[first.orders[0]])

    def days(self, style: dates.DateStyle) -> Days:
        return {raw: d for raw, text in self.texts.items() if (d := dates.read_date(text, style))}

    def in_zone(self, days: Days, columns: DateColumns) -> Days:
        """The days in the company's zone where times are in UTC: midnights tell the zone, other times are asked."""
        zone = utc.zone_of_midnights(self.texts)
        answer = self.sheet.mapping.answer(f"date_zone:{self.title}")
        local = {raw: utc.local_day(raw, zone or utc.HOME) or d for raw, d in days.items()}
        moved = sorted(raw for raw in days if local[raw] != days[raw])
        if not moved or (zone is None and answer == "utc"):
            return days
        if zone is None and answer is None:
            if all(days[r].replace(day=1) == local[r].replace(day=1) for r in moved):
                return days  # no month changes
            months = {"paris": self.by_month(local), "utc": self.by_month(days)}
            columns.questions.append(day_questions.which_zone(self.title, moved[-1], months))
            return days
        columns.notes.append(day_questions.in_zone(self.title, moved[0], local[moved[0]], zone or utc.HOME))
        return local

    def swapped_back(self, days: Days, open_: list[ImportQuestion]) -> Days:
        """Day and month of the date cells exchanged, where the answer says that a spreadsheet did so."""
        cells = _swapped_cells(self.texts)
        answer = self.sheet.mapping.answer(f"date_swap:{self.title}")
        if not cells or answer == "as_written":
            return days
        back = {raw: d.replace(month=d.day, day=d.month) if raw in cells else d for raw, d in days.items()}
        if answer == "swapped":
            return back
        example = min(raw for raw in cells if days[raw] != back[raw])
        months = {"swapped": self.by_month(back), "as_written": self.by_month(days)}
        text = min(t for t in self.texts.values() if dates.has_order([t]))
        open_.append(day_questions.are_swapped(self.title, self.texts[example], text, months))
        return days

    def by_month(self, days: Days) -> dict[date, Decimal]:
        """First day of a month → amount of its lines, or their number where the file has no amount."""
        money = self.sheet.layout.nodes.get(self.sheet.layout.kind.money or "")
        style = self.numbers.get(money.index) if isinstance(money, ColumnReference) else None
        amount = number_text(cell(money.index), style) if isinstance(money, ColumnReference) and style else "NULL"
        query = statement(SQL, "amounts_by_text", text=cell(self.index), amount=amount, title_row=self.sheet.title_row)
        months: dict[date, Decimal] = {}
        for raw, lines, total in self.sheet.stage.db.execute(query).fetchall():
            if raw in days:
                month = days[raw].replace(day=1)
                months[month] = months.get(month, Decimal(0)) + (Decimal(total) if style else lines)
        return dict(sorted(months.items()))


def _swapped_cells(texts: Mapping[str, str]) -> frozenset[str]:
    """The cells that a spreadsheet took for dates, where it read the month as the day.

    It could not do so with the others, which stayed texts: all of those have a number above 12, no date has a day
    above 12.
    """
    cells = {raw for raw, t in texts.items() if dates.is_stored(t)}
    stored = {raw: d for raw in cells if (d := dates.read_date(texts[raw], dates.DateStyle()))}
    others = [t for raw, t in texts.items() if raw not in stored]
    if len(texts) < FEWEST_SWAPPED or not all(d.day <= 12 for d in stored.values()):
        return frozenset()
    moved = any(d.day != d.month for d in stored.values())
    return frozenset(stored) if moved and others and all(map(dates.proves_order, others)) else frozenset()


def _date_texts(sheet: MappedTable, columns: list[int], result: DateColumns) -> dict[int, list[str]]:
    """Position → distinct texts of a column; times of day are cut off where they are too many."""
    texts = {i: profile.date_texts(sheet.stage, i, sheet.title_row, timed=False) for i in columns}
    result.timed = {i: len(raw) == profile.MOST_DISTINCT for i, raw in texts.items()}
    cut = {i: profile.date_texts(sheet.stage, i, sheet.title_row, timed=True) for i in columns if result.timed[i]}
    return texts | cut


def _orders_elsewhere(sheet: MappedTable) -> set[dates.Order]:
    """The orders that the other columns of the file prove, also those that are not imported."""
    orders: set[dates.Order] = set()
    columns = range(min(sheet.stage.width, MOST_COLUMNS))
    for first in profile.first_texts(sheet.stage, columns, sheet.title_row, profile.FIRST).values():
        texts = [dates.day_part(t) for t in first]
        style = dates.style_of(texts)
        if style.settled and dates.has_order(texts):
            orders.add(style.order)
    return orders
