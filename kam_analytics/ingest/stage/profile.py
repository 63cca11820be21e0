"""Counts over the values of a column: marks, dates, words, digits."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from kam_analytics.ingest.notation.numbers import NumberFacts, style_of
from kam_analytics.ingest.stage.cells import bare_number, cell, date_key, is_missing, number_text, trimmed_cell
from kam_analytics.ingest.stage.stage import Stage
from kam_analytics.warehouse.sql_files import statement

SQL = Path(__file__).parent / "sql"

FIRST = 5_000  # rows that may prove a decimal mark
SIGN = r"[0-9\s.,''’()+−\x{00a0}\x{202f}-]"  # one of those that a number is written with
MOST_TEXTS = 100  # distinct texts, more than a column has that splits the rows
MOST_DISTINCT = 100_000  # distinct dates or words looked at; a column with more holds neither

_DAY = r"^([0-9]{4}-[0-9]{2}-[0-9]{2}.*|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2,4}.*)$"
_COMPACT_DAY = r"^(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])$"
_AMOUNT = r"^[-+(]?[€$£]? ?[0-9][0-9 .,\x{00a0}\x{202f}''’]*[€$£%)-]?$"


def number_facts(stage: Stage, index: int, after: int, upto: int | None = None) -> NumberFacts:
    """The counts that decide the decimal mark of a column; rows up to `after` are titles, after `upto` unseen."""
    rows = f"n > {after}" + (f" AND n <= {upto}" if upto is not None else "")
    for mark in (",", "."):
        filled, plain, marked, three = _plain(stage, cell(index), mark, rows)
        if filled == plain:
            comma, dot = (filled, filled if not marked else 0) if mark == "," else (0, filled)
            if mark == ",":
                return NumberFacts(filled, dot, comma, comma_decimals=marked - three, comma_three=three)
            return NumberFacts(filled, dot, comma, dot_decimals=marked - three, dot_three=three)
    counted = stage.db.execute(
        statement(SQL, "count_filled_cells", rows=rows, missing=is_missing(cell(index)))
    ).fetchall()
    return _of_decorated(stage, index, rows, int(counted[0][0]))


def _plain(stage: Stage, text: str, mark: str, rows: str) -> tuple[int, int, int, int]:
    """Filled cells; those of digits, sign and one mark; those with the mark; those with three digits after it."""
    shape = f"-?[1-9][0-9]{{0,2}}[{mark}][0-9]{{3}}"
    three = f"strpos({text}, '{mark}') = strlen({text}) - 3 AND regexp_full_match({text}, '{shape}')"
    row = stage.db.execute(statement(SQL, "plain_numbers", text=text, mark=mark, three=three, rows=rows)).fetchall()[0]
    return int(row[0]), int(row[1]), int(row[2]), int(row[3])


def _of_decorated(stage: Stage, index: int, rows: str, filled: int) -> NumberFacts:
    """The same for a column with blanks, currencies, percents, or marks of both kinds."""
    three = "regexp_full_match(x, '-?[1-9][0-9]{{0,2}}{mark}[0-9]{{3}}')"
    dot_three, comma_three = three.format(mark="[.]"), three.format(mark=",")
    marks = stage.db.execute(
        statement(
            SQL,
            "decorated_numbers",
            cell=cell(index),
            rows=rows,
            bare=bare_number("t"),
            missing=is_missing("t"),
            dot_three=dot_three,
            comma_three=comma_three,
        )
    ).fetchall()[0]
    return NumberFacts(filled, 0, 0, *(int(x) for x in marks))


def example(stage: Stage, index: int, after: int, pattern: str) -> str:
    """The first value that matches a pattern, to show in a question."""
    texts = stage.db.execute(
        statement(SQL, "first_match", cell=cell(index), after=after),
        {"p": pattern},
    ).fetchall()
    return str(texts[0][0]) if texts else ""


def date_texts(stage: Stage, index: int, after: int, timed: bool) -> list[str]:
    """The distinct texts of a column of dates; without their times of day when `timed`."""
    rows = stage.db.execute(
        statement(
            SQL, "date_texts", date_key=date_key(cell(index), timed), after=after, cell=cell(index), most=MOST_DISTINCT
        )
    ).fetchall()
    return [str(row[0]) for row in rows]


def first_texts(stage: Stage, columns: Sequence[int], after: int, most: int = MOST_TEXTS) -> dict[int, list[str]]:
    """Position → distinct texts of a column among the first rows, up to `most` of them."""
    if not columns:
        return {}
    lists = ", ".join(f"list(DISTINCT c{i}) FILTER (c{i} IS NOT NULL)[:{most}]" for i in columns)
    query = statement(SQL, "first_texts", lists=lists, after=after, upto=after + FIRST)
    texts = stage.db.execute(query).fetchall()[0]
    return {i: list(t or ()) for i, t in zip(columns, texts, strict=True)}


def most_decimals(stage: Stage, index: int, mark: str, after: int) -> int:
    """The most digits after the mark in a column of plain numbers."""
    query = statement(SQL, "most_decimals", cell=cell(index), mark=mark, after=after)
    return int(stage.db.execute(query).fetchall()[0][0] or 0)


def word_texts(stage: Stage, index: int, after: int) -> list[str]:
    """The distinct texts of a column of words."""
    rows = stage.db.execute(statement(SQL, "word_texts", cell=cell(index), after=after, most=MOST_DISTINCT)).fetchall()
    return [str(row[0]) for row in rows]


def all_end_in_zero(stage: Stage, index: int, after: int) -> bool:
    """Whether every id of a column was written as a number: 17850.0, or 17850,00."""
    zeros = f"regexp_matches({cell(index)}, '[.,]0+$')"
    first = statement(SQL, "first_zero_endings", zeros=zeros, after=after, upto=after + 1000)
    if stage.db.execute(first).fetchall()[0][0] is False:
        return False
    counted = stage.db.execute(
        statement(SQL, "count_zero_endings", zeros=zeros, after=after, cell=cell(index))
    ).fetchall()[0]
    return bool(counted[0]) and counted[0] == counted[1]


def amounts(stage: Stage, columns: Sequence[int], label: int, after: int) -> list[tuple[str | None, list[Decimal]]]:
    """The label and the amounts of some columns, row by row among the first ones; 0 where a cell is no number."""
    numbers, upto = ", ".join(_amount(stage, i, after) for i in columns), after + FIRST
    query = statement(SQL, "amounts_of_columns", label=trimmed_cell(label), amounts=numbers, after=after, upto=upto)
    return [(row[0], list(row[1:])) for row in stage.db.execute(query).fetchall()]


def amounts_by_text(stage: Stage, index: int, columns: Sequence[int], after: int) -> dict[str, Decimal]:
    """Text of a column → sum of the amounts of other columns on its rows."""
    amount = " + ".join(_amount(stage, i, after) for i in columns) or "0"
    query = statement(SQL, "amounts_of_texts", text=trimmed_cell(index), amount=amount, after=after)
    return {str(text): Decimal(total) for text, total in stage.db.execute(query).fetchall()}


def _amount(stage: Stage, index: int, after: int) -> str:
    """SQL of the amount of a cell, 0 where it is no number."""
    style = style_of(number_facts(stage, index, after, after + FIRST))
    return f"coalesce(try_cast({number_text(trimmed_cell(index), style)} AS DECIMAL(38, 4)), 0)"


def shortened_codes(stage: Stage, columns: Sequence[int], after: int) -> dict[int, str]:
    """Position → a code that a spreadsheet wrote as a power of ten (1.23E+15), of the columns that hold one."""
    if not columns:
        return {}
    hits = _tested(stage, [f"bool_or({cell(i)} < ':' AND contains({cell(i)}, 'E+'))" for i in columns], after)
    codes: dict[int, str] = {}
    for index in (i for i, hit in zip(columns, hits, strict=True) if hit):
        code = example(stage, index, after, r"^[0-9]([.,][0-9]+)?E[+][0-9]{2,}$")
        codes |= {index: code} if code else {}
    return codes


def more_than_numbers(stage: Stage, columns: Sequence[int], after: int) -> list[int]:
    """The columns of which some cell holds more than digits, signs and blanks."""
    plain = _tested(stage, [f"bool_and(regexp_full_match({cell(i)}, '{SIGN}*'))" for i in columns], after)
    return [i for i, is_plain in zip(columns, plain, strict=True) if is_plain is False]


def _tested(stage: Stage, tests: Sequence[str], after: int) -> tuple[bool | None, ...]:
    if not tests:
        return ()
    query = statement(SQL, "test_columns", tests=", ".join(tests), after=after)
    return tuple(stage.db.execute(query).fetchall()[0])


def most_of(stage: Stage, index: int, after: int, upto: int) -> str:
    """DATE, MONEY or TEXT, by most of the first values; for suggestions."""
    text = cell(index)
    patterns = {"day_pattern": _DAY, "amount_pattern": _AMOUNT}
    query = statement(SQL, "dates_and_amounts", text=text, missing=is_missing(text), after=after, upto=upto, **patterns)
    counted = stage.db.execute(query).fetchall()[0]
    if counted[0] and counted[1] >= 0.8 * counted[0]:
        return "DATE"
    return "MONEY" if counted[0] and counted[2] >= 0.8 * counted[0] else "TEXT"


@dataclass(frozen=True, slots=True)
class Shape:
    """The first values of a column by type, as shares of the filled cells."""

    filled: int
    distinct: float
    dates: float
    numbers: float
    decimals: float  # of the numbers, those with a mark
    whole: float  # digits only
    words: float


def shape_of(stage: Stage, index: int, after: int) -> Shape:
    """Look at the first rows of a column, for suggestions."""
    text = trimmed_cell(index)
    counts = stage.db.execute(
        statement(
            SQL,
            "shape",
            text=text,
            after=after,
            upto=after + FIRST,
            missing=is_missing(text),
            day_pattern=_DAY,
            compact_pattern=_COMPACT_DAY,
            amount_pattern=_AMOUNT,
        )
    ).fetchall()[0]
    filled, distinct, dates, numbers, decimals, whole, words = (int(x) for x in counts)
    of = max(1, filled)
    return Shape(
        filled=filled,
        distinct=distinct / of,
        dates=dates / of,
        numbers=numbers / of,
        decimals=decimals / max(1, numbers),
        whole=whole / of,
        words=words / of,
    )


def digits(stage: Stage, text: str, after: int) -> tuple[int, int]:
    """The most digits before and after the dot among the numbers of a column, for exact arithmetic."""
    row = stage.db.execute(statement(SQL, "digits", text=text, after=after)).fetchall()[0]
    if row[2]:
        return 20, 12
    return max(1, int(row[0] or 1)), min(12, int(row[1] or 0))
