"""Formulas as mathematics: what metrics declare as text, in the notation that the browser sets."""

import re

_SIGNS = {
    "Σ": r"\sum ",
    "·": r"\cdot ",
    "×": r"\times ",
    "÷": r"\div ",
    "≥": r"\ge ",
    "∈": r"\in ",
    "−": "-",
    "Δ": r"\Delta ",
    "²": "^2",
    "ᵢ": "_i",
    "…": r"\dots ",
    "€": r"\,\text{€}",
    "%": r"\%",
    "|": r"\;\mid\; ",
    "  ": r"\quad ",
}
_TOKEN = re.compile(
    r"(?P<primed>[a-z])'|_\((?P<ranked>\w+)\)|_(?P<index>[A-Za-z]+)|(?P<word>[A-Za-zé]{2,}|[A-Z](?=\d))(?P<number>\d*)"
    rf"|(?P<decimal>(?<=\d),(?=\d))|(?P<sign>{'|'.join(map(re.escape, _SIGNS))})"
)

_FUNCTION = re.compile(r" [A-Za-z]")  # as in "max x": TeX itself would leave no space


def as_math(formula: str) -> str:
    r"""The formula as mathematics in Markdown: indices below the line, words upright.

    >>> print(as_math("CR5 = max s'_i²,  R1_key > 0,005 €"))
    $\mathrm{CR}_{5} = \mathrm{max}\ {s'}_{i}^2,\quad \mathrm{R1}_{\mathrm{key}} > 0{,}005 \,\text{€}$
    """
    return f"${_TOKEN.sub(_set, formula)}$"


def _set(found: re.Match[str]) -> str:
    if found["sign"]:
        return _SIGNS[found["sign"]]
    if found["decimal"]:
        return "{,}"
    if found["primed"]:
        return f"{{{found['primed']}'}}"
    if found["ranked"]:
        return f"_{{({found['ranked']})}}"
    if found["index"]:
        return f"_{{{_upright(found['index'])}}}"
    is_indexed = found.string[found.end() : found.end() + 1] == "_"  # of two indices the first stays in the line
    if is_indexed or not found["number"]:
        return _upright(found["word"] + found["number"]) + ("\\" if _FUNCTION.match(found.string, found.end()) else "")
    return f"{_upright(found['word'])}_{{{found['number']}}}"


def _upright(word: str) -> str:
    return word if len(word) == 1 else rf"\mathrm{{{word}}}"
