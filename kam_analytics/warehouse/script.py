"""A query on a state, as one script for DuckDB: files, views, viewer, the query with its values."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from kam_analytics.core.scope import Scope
from kam_analytics.warehouse.store import State

VIEWS = Path(__file__).parent / "sql" / "views"
_PARAMETER = re.compile(r"\$([A-Za-z_]\w*)")


def views(*, with_pay: bool) -> tuple[str, ...]:
    """The scripts that create the views over the attached parts, in their order."""
    return tuple(p.read_text("utf-8") for p in sorted(VIEWS.glob("*.sql")) if with_pay or "pay" not in p.stem)


def viewer(scope: Scope) -> dict[str, object]:
    """The variables by which a session identifies its viewer."""
    return {
        "sees_all": scope.sees_all,
        "person_ids": list(scope.person_ids),
        "own_id": scope.own_id,
        "sees_all_pay": scope.sees_all_pay,
    }


def own_group(words: Sequence[str]) -> str:
    """The statement that declares the words by which a segment or sector marks an intercompany account."""
    return f"CREATE MACRO own_group_words() AS {literal(list(words))}"


def attached(part: str, file: str) -> str:
    """The statement that attaches one file of a state, read-only."""
    return f"ATTACH {literal(file)} AS {part} (READ_ONLY)"


def bound(query: str, facts: Mapping[str, object]) -> str:
    """A query with its `$parameters` written out. Raises KeyError for one that `facts` does not have."""
    return _PARAMETER.sub(lambda match: literal(facts[match[1]]), query)


def parameters(query: str) -> set[str]:
    """The names of the `$parameters` of a query."""
    return set(_PARAMETER.findall(query))


def literal(value: object) -> str:
    """A value as DuckDB reads it. Raises TypeError for a kind of value that no query takes.

    >>> literal("d’un « l'autre »"), literal(None), literal(["a"]), literal(date(2026, 1, 31))
    ("'d’un « l''autre »'", 'NULL', "['a']::VARCHAR[]", "DATE '2026-01-31'")
    """
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date):
        return f"DATE '{value.isoformat()}'"
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    if isinstance(value, list | tuple):
        return f"[{', '.join(literal(v) for v in value)}]::VARCHAR[]"
    raise TypeError(f"no literal for {type(value).__name__}")


def whole(
    folder: Path | None, state: State, money: tuple[str, ...], scope: Scope, query: str, *, parts: tuple[str, ...]
) -> str:
    """A complete script for DuckDB that ends with the query; its rows are those the viewer may see.

    folder: where the files of the state are; None names the files alone, to be run beside them.
    money: the statements that declare the amounts in one currency, and the words that mark intercompany accounts.
    """
    files = {part: state.file(part) for part in parts}
    if folder is not None:
        files = {part: str((folder / name).resolve()) for part, name in files.items()}
    statements = [attached(part, file) for part, file in files.items()]
    statements += [*money, *views(with_pay="pay" in parts)]
    statements += [f"SET VARIABLE {name} = {literal(value)}" for name, value in viewer(scope).items()]
    statements += ["SET search_path = 'scoped'", query]
    return "\n".join(f"{statement.strip().rstrip(';')};" for statement in statements) + "\n"
