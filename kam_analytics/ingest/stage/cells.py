"""SQL over the text of one cell: trimming, cleaning numbers, and what counts as missing."""

from collections.abc import Sequence

from kam_analytics.ingest.notation.dictionary import missing_words
from kam_analytics.ingest.notation.numbers import NumberStyle
from kam_analytics.ingest.notation.units import CODES

BLANKS = " \t\r\n\v\f\u00a0\u202f\u2009\u200b\ufeff"
_ZERO_WIDTH = "\u200b\ufeff"
_GROUP_BLANKS = " \u00a0\u202f\u2009"  # that stand between thousands
_LINE_BREAKS = "\t\r\n\v\f"
_APOSTROPHES = "'’"
_DASHES = "−–—"
_SYMBOLS = '$€£¥%="'  # the last two of `="1234"`, a text that protects a number
_CODES = "(?i)(euros?|ht|" + "|".join(c.lower() for c in CODES) + ")"
_EDGE = "[~ |''+]*"  # what may stand around a number, once blanks, breaks, symbols and apostrophes have one sign each
# -1 234 567,89 €: what most decorated cells look like, read without looking further
_FRENCH = r"^-?([0-9]+|[0-9]{1,3}([ \x{00a0}\x{202f}][0-9]{3})+)([.,][0-9]*)?[ \x{00a0}\x{202f}]?€?$"


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
        quoted = f"c{index} BETWEEN '=\"' AND '=#'"
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
    """Digits, sign and marks: no currency or percent; `(12)` and `12-` become `-12`, `250.-` becomes `250`.

    What stands between digits stays there, thousands as a blank or an apostrophe: two numbers in one cell
    (`1200 300`, `12€50`) and a broken group (`12 50`) never become one number.
    """
    usual = f"translate({text}, {literal(_GROUP_BLANKS + '€')}, '')"
    return f"CASE WHEN regexp_matches({text}, {literal(_FRENCH)}) THEN {usual} ELSE {_undecorated(text)} END"


def _undecorated(text: str) -> str:
    signs = "-" * len(_DASHES) + " " * len(_GROUP_BLANKS) + "|" * len(_LINE_BREAKS)
    signs += "'" * len(_APOSTROPHES) + "~" * len(_SYMBOLS)
    marks = _DASHES + _GROUP_BLANKS + _LINE_BREAKS + _APOSTROPHES + _SYMBOLS + _ZERO_WIDTH
    uncoded = f"regexp_replace(translate({text}, {literal(marks)}, {literal(signs)}), {literal(_CODES)}, '~', 'g')"
    started = rf"regexp_replace({uncoded}, '^{_EDGE}([-(]?){_EDGE}', '\1')"
    ended = rf"regexp_replace({started}, '{_EDGE}([-)]?){_EDGE}$', '\1')"
    unbracketed = rf"regexp_replace({ended}, '^\((.*)\)$', '-\1')"
    whole = f"regexp_replace({unbracketed}, '[.,] ?-{{1,2}}$', '')"  # Swiss 250.-, German 250,--
    return rf"regexp_replace({whole}, '^([0-9., '']+)-$', '-\1')"  # SAP


def number_text(text: str, style: NumberStyle) -> str:
    """The number of a cell as digits with a dot, NULL when it is none."""
    if style.plain:
        return text if style.mark == "." else f"CASE WHEN NOT contains({text}, '.') THEN replace({text}, ',', '.') END"
    bare = bare_number(text)
    mark, thousands = (r"\.", ",") if style.mark == "." else (",", r"\.")
    shape = rf"^-?([0-9]{{1,3}}(({thousands}|[ '])[0-9]{{3}})+|[0-9]+)?({mark}[0-9]*)?([eE][-+]?[0-9]+)?$"
    dotted = f"translate({bare}, {literal(style.mark + thousands[-1] + ' ' + _APOSTROPHES[0])}, '.')"
    number = f"CASE WHEN regexp_matches({bare}, {literal(shape)}) THEN {dotted} END"
    if not style.percent:
        return number
    share = f"(try_cast({number} AS DECIMAL(38, 12)) / 100)::DECIMAL(38, 14)::VARCHAR"
    return f"CASE WHEN contains({text}, '%') THEN {share} ELSE {number} END"


def date_key(text: str, timed: bool) -> str:
    """The date part of a cell: a time of day after it does not count."""
    return rf"regexp_replace({text}, '([0-9])(T| +(à |a |at )?)[0-9]{{1,2}}[:h][0-9]{{2}}.*$', '\1')" if timed else text
