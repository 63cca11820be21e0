"""Counts over the values of a column: marks, dates, words, digits."""

from collections.abc import Sequence
from dataclasses import dataclass

from kam_analytics.ingest.notation.numbers import NumberFacts
from kam_analytics.ingest.stage.cells import bare_number, cell, date_key, is_missing, trimmed_cell
from kam_analytics.ingest.stage.stage import Stage

FIRST = 5_000  # rows that may prove a decimal mark
MOST_DISTINCT = 100_000  # distinct dates or words looked at; a column with more holds neither

_DAY = r"^([0-9]{4}-[0-9]{2}-[0-9]{2}.*|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2,4}.*)$"
_COMPACT_DAY = r"^(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])$"
_AMOUNT = r"^[-+(]?[€$£]? ?[0-9][0-9 .,\x{00a0}\x{202f}]*[€$£%)-]?$"


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
    counted = stage.db.execute(f"SELECT count(*) FROM source WHERE {rows} AND NOT {is_missing(cell(index))}").fetchall()
    return _of_decorated(stage, index, rows, int(counted[0][0]))


def _plain(stage: Stage, text: str, mark: str, rows: str) -> tuple[int, int, int, int]:
    """Filled cells; those of digits, sign and one mark; those with the mark; those with three digits after it."""
    shape = f"-?[1-9][0-9]{{0,2}}[{mark}][0-9]{{3}}"
    three = f"strpos({text}, '{mark}') = strlen({text}) - 3 AND regexp_full_match({text}, '{shape}')"
    row = stage.db.execute(
        f"""SELECT count({text}), count(*) FILTER (regexp_full_match({text}, '-?[0-9]+([{mark}][0-9]+)?')),
            count(*) FILTER (contains({text}, '{mark}')), count(*) FILTER ({three})
        FROM source WHERE {rows}"""
    ).fetchall()[0]
    return int(row[0]), int(row[1]), int(row[2]), int(row[3])


def _of_decorated(stage: Stage, index: int, rows: str, filled: int) -> NumberFacts:
    """The same for a column with blanks, currencies, percents, or marks of both kinds."""
    three = "regexp_full_match(x, '-?[1-9][0-9]{{0,2}}{mark}[0-9]{{3}}')"
    dot_three, comma_three = three.format(mark="[.]"), three.format(mark=",")
    marks = stage.db.execute(
        rf"""WITH v AS (SELECT {cell(index)} AS t FROM source WHERE {rows}),
        b AS (SELECT {bare_number("t")} AS x, contains(t, '%') AS percent FROM v WHERE NOT {is_missing("t")}),
        d AS (SELECT x, percent, length(x) - length(replace(x, '.', '')) AS dots,
                     length(x) - length(replace(x, ',', '')) AS commas FROM b
              WHERE regexp_full_match(x, '[-]?[0-9.,]*[0-9][0-9.,]*([eE][-+]?[0-9]+)?'))
        SELECT count(*) FILTER (dots > 0 AND commas > 0 AND regexp_matches(x, ',[^,]*\.[0-9]*$')),
               count(*) FILTER (dots > 0 AND commas > 0 AND regexp_matches(x, '\.[^.]*,[0-9]*$')),
               count(*) FILTER (dots > 1 AND commas = 0), count(*) FILTER (commas > 1 AND dots = 0),
               count(*) FILTER (dots = 1 AND commas = 0 AND NOT {dot_three}),
               count(*) FILTER (commas = 1 AND dots = 0 AND NOT {comma_three}),
               count(*) FILTER (dots = 1 AND commas = 0 AND {dot_three}),
               count(*) FILTER (commas = 1 AND dots = 0 AND {comma_three}),
               count(*) FILTER (percent)
        FROM d"""
    ).fetchall()[0]
    return NumberFacts(filled, 0, 0, *(int(x) for x in marks))


def example(stage: Stage, index: int, after: int, pattern: str) -> str:
    """The first value that matches a pattern, to show in a question."""
    texts = stage.db.execute(
        f"SELECT {cell(index)} FROM source WHERE n > {after} AND regexp_matches({cell(index)}, $p) ORDER BY n LIMIT 1",
        {"p": pattern},
    ).fetchall()
    return str(texts[0][0]) if texts else ""


def date_texts(stage: Stage, index: int, after: int, timed: bool) -> list[str]:
    """The distinct texts of a column of dates; without their times of day when `timed`."""
    rows = stage.db.execute(
        f"""SELECT DISTINCT {date_key(cell(index), timed)} AS t FROM source
            WHERE n > {after} AND {cell(index)} IS NOT NULL LIMIT {MOST_DISTINCT}"""
    ).fetchall()
    return [str(row[0]) for row in rows]


def first_texts(stage: Stage, index: int, after: int) -> list[str]:
    """The distinct texts of a column among the first rows."""
    query = f"SELECT DISTINCT c{index} FROM source WHERE n > {after} AND n <= {after + FIRST} AND c{index} IS NOT NULL"
    return [str(row[0]) for row in stage.db.execute(query).fetchall()]


def most_decimals(stage: Stage, index: int, mark: str, after: int) -> int:
    """The most digits after the mark in a column of plain numbers."""
    query = f"""SELECT max(strlen({cell(index)}) - strpos({cell(index)}, '{mark}')) FROM source
        WHERE n > {after} AND contains({cell(index)}, '{mark}')"""
    return int(stage.db.execute(query).fetchall()[0][0] or 0)


def word_texts(stage: Stage, index: int, after: int) -> list[str]:
    """The distinct texts of a column of words."""
    rows = stage.db.execute(
        f"""SELECT DISTINCT {cell(index)} AS t FROM source
            WHERE n > {after} AND {cell(index)} IS NOT NULL LIMIT {MOST_DISTINCT}"""
    ).fetchall()
    return [str(row[0]) for row in rows]


def all_end_in_zero(stage: Stage, index: int, after: int) -> bool:
    """Whether every id of a column was written as a number: 17850.0, or 17850,00."""
    zeros = f"regexp_matches({cell(index)}, '[.,]0+$')"
    first = f"SELECT bool_and({zeros}) FROM source WHERE n > {after} AND n <= {after + 1000}"
    if stage.db.execute(first).fetchall()[0][0] is False:
        return False
    counted = stage.db.execute(
        f"""SELECT count(*), count(*) FILTER ({zeros})
             FROM source WHERE n > {after} AND {cell(index)} IS NOT NULL"""
    ).fetchall()[0]
    return bool(counted[0]) and counted[0] == counted[1]


def shortened_codes(stage: Stage, columns: Sequence[int], after: int) -> dict[int, str]:
    """Position → a code that a spreadsheet wrote as a power of ten (1.23E+15), of the columns that hold one."""
    if not columns:
        return {}
    tests = ", ".join(f"bool_or(contains({cell(i)}, 'E+'))" for i in columns)
    hits = stage.db.execute(f"SELECT {tests} FROM source WHERE n > {after}").fetchall()[0]
    codes: dict[int, str] = {}
    for index in (i for i, hit in zip(columns, hits, strict=True) if hit):
        code = example(stage, index, after, r"^[0-9]([.,][0-9]+)?E[+][0-9]{2,}$")
        codes |= {index: code} if code else {}
    return codes


def most_of(stage: Stage, index: int, after: int, upto: int) -> str:
    """DATE, MONEY or TEXT, by most of the first values; for suggestions."""
    text = cell(index)
    counted = stage.db.execute(
        f"""SELECT count(*), count(*) FILTER (regexp_matches({text}, '{_DAY}')),
            count(*) FILTER (regexp_matches({text}, '{_AMOUNT}'))
        FROM source WHERE n > {after} AND n <= {upto} AND {text} IS NOT NULL"""
    ).fetchall()[0]
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
        f"""WITH v AS (
            SELECT {text} AS t FROM source WHERE n > {after} AND n <= {after + FIRST} AND NOT {is_missing(text)}),
        k AS (SELECT t, regexp_matches(t, '{_DAY}') OR regexp_matches(t, '{_COMPACT_DAY}') AS day,
                     regexp_matches(t, '{_AMOUNT}') AS number FROM v)
        SELECT count(*), count(DISTINCT t), count(*) FILTER (day), count(*) FILTER (number AND NOT day),
               count(*) FILTER (number AND NOT day AND regexp_matches(t, '[.,][0-9]{{1,2}}([^0-9]|$)')),
               count(*) FILTER (regexp_full_match(t, '[0-9]+')),
               count(*) FILTER (NOT number AND NOT day) FROM k"""
    ).fetchall()[0]
    filled, distinct, dates, numbers, decimals, whole, words = (int(x) for x in counts)
    of = max(1, filled)
    return Shape(filled, distinct / of, dates / of, numbers / of, decimals / max(1, numbers), whole / of, words / of)


def digits(stage: Stage, text: str, after: int) -> tuple[int, int]:
    """The most digits before and after the dot among the numbers of a column, for exact arithmetic."""
    row = stage.db.execute(
        f"""WITH v AS (SELECT {text} AS x FROM source WHERE n > {after})
        SELECT max(length(ltrim(split_part(x, '.', 1), '-'))), max(length(split_part(x, '.', 2))),
               coalesce(bool_or(contains(lower(x), 'e')), false) FROM v WHERE x IS NOT NULL
               AND try_cast(x AS DOUBLE) IS NOT NULL"""
    ).fetchall()[0]
    if row[2]:
        return 20, 12
    return max(1, int(row[0] or 1)), min(12, int(row[1] or 0))
