"""SQL over the text of one cell: trimming, cleaning numbers, and what counts as missing."""

from collections.abc import Sequence

from kam_analytics.ingest.notation.dictionary import missing_words
from kam_analytics.ingest.notation.numbers import NumberStyle

BLANKS = " \t\r\n\v\f\u00a0\u202f\u2009\u200b\ufeff"
_REMOVED = BLANKS + "'’$€£%+=\""  # the last two of `="1234"`, a text that protects a number
_CODES = r"(?i)(eur|euros?|usd|gbp|chf|cad|ht)"


def literal(text: str) -> str:
    """A text as an SQL literal: only for constants of this package, never for a user's text."""
    return "'" + text.replace("'", "''") + "'"


def cell(index: int) -> str:
    """A cell of `source`; used columns are trimmed before (`Stage.tidy`): no blanks around, NULL when empty."""
    return f"c{index}"


def trimmed_cell(index: int) -> str:
    """The cell without the blanks around it; NULL when nothing is left."""
    return f"nullif(trim(c{index}, {literal(BLANKS)}), '')"


def bare_cell(index: int) -> str:
    """The trimmed cell without the marks that protect a code from becoming a number: `="00123"` and `'00123`."""
    text = trimmed_cell(index)
    return rf"""CASE WHEN left({text}, 2) = '="' THEN regexp_extract({text}, '^="(.*)"$', 1)
        WHEN regexp_matches({text}, '^''[0-9]') THEN substr({text}, 2) ELSE {text} END"""


def untidy(index: int, spaces_only: bool) -> str:
    """Whether a cell has blanks around it, or the marks that protect a code from becoming a number."""
    if spaces_only:
        quoted = f"left(c{index}, 2) = '=\"'"
        return f"(c{index} < '(' AND left(c{index}, 1) IN (' ', '''') OR ends_with(c{index}, ' ') OR {quoted})"
    blank = r"[\s\x{00a0}\x{202f}\x{2009}\x{200b}\x{feff}]"
    starts = f"(c{index} > '>' AND c{index} < '~' OR c{index} BETWEEN '(' AND '<')"
    plain = f"{starts} AND right(c{index}, 1) BETWEEN '!' AND '~'"
    return f"""CASE WHEN {plain} THEN false ELSE regexp_matches(c{index}, '^({blank}|''[0-9]|=")|{blank}$') END"""


def collapsed(text: str) -> str:
    """A text in lower case with one blank between its words, as titles are compared."""
    return rf"trim(regexp_replace(lower({text}), '[\s\x{{00a0}}\x{{202f}}]+', ' ', 'g'))"


def joined_texts(texts: Sequence[str]) -> str:
    """Texts one after the other with a separator no file contains; NULL counts as empty."""
    return f"concat({', chr(31), '.join(texts)})" if texts else "NULL::VARCHAR"


def is_missing(text: str) -> str:
    """Whether a text stands for a missing value: blank, `n/a`, `NULL`, an Excel error."""
    listed = ", ".join(literal(w) for w in missing_words())
    return f"({text} IS NULL OR lower({text}) IN ({listed}))"


def bare_number(text: str) -> str:
    """Digits, sign and marks: no blanks, currency or percent; `(12)` and `12-` become `-12`."""
    signed = f"translate({text}, {literal('−' + _REMOVED)}, '-')"
    uncoded = f"regexp_replace({signed}, {literal(_CODES)}, '', 'g')"
    unbracketed = rf"regexp_replace({uncoded}, '^\((.*)\)$', '-\1')"
    return rf"regexp_replace({unbracketed}, '^([0-9.,]+)-$', '-\1')"


def number_text(text: str, style: NumberStyle) -> str:
    """The number of a cell as digits with a dot, NULL when it is none."""
    if style.plain:
        return text if style.mark == "." else f"CASE WHEN NOT contains({text}, '.') THEN replace({text}, ',', '.') END"
    bare = bare_number(text)
    mark, thousands = (r"\.", ",") if style.mark == "." else (",", r"\.")
    shape = rf"^-?([0-9]{{1,3}}({thousands}[0-9]{{3}})+|[0-9]+)?({mark}[0-9]*)?([eE][-+]?[0-9]+)?$"
    dotted = f"replace(replace({bare}, {literal(thousands[-1])}, ''), {literal(style.mark)}, '.')"
    number = f"CASE WHEN regexp_matches({bare}, {literal(shape)}) THEN {dotted} END"
    if not style.percent:
        return number
    share = f"(try_cast({number} AS DECIMAL(38, 12)) / 100)::DECIMAL(38, 14)::VARCHAR"
    return f"CASE WHEN contains({text}, '%') THEN {share} ELSE {number} END"


def date_key(text: str, timed: bool) -> str:
    """The date part of a cell: a time of day after it does not count."""
    return rf"regexp_replace({text}, '([0-9])(T| +(à |a |at )?)[0-9]{{1,2}}[:h][0-9]{{2}}.*$', '\1')" if timed else text
