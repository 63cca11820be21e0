"""The house rules a machine can check: sizes, swallowed errors, words that promise work not done."""

import ast
import re
from pathlib import Path

import pytest

import kam_analytics

PACKAGE = Path(kam_analytics.__file__).parent
ROOT = PACKAGE.parent
FILES = sorted([*PACKAGE.rglob("*.py"), *(ROOT / "pages").glob("*.py"), *(ROOT / "data").glob("*.py"), ROOT / "app.py"])
WALL_OF_LINES, WALL_OF_A_FUNCTION = 400, 50
SQL_WORDS = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|WITH|ATTACH|COPY)\b")
SQL_IN_PYTHON = {
    "answers/computation.py": "puts the query of a shown figure together for the reader's own DuckDB",
    "ingest/stage/stage.py": "one column for each cell of a row: how many there are is decided by the file",
    "ingest/values/typed_rows.py": "one SELECT for each column of periods that becomes rows",
    "warehouse/script.py": "statements with their values written out, for scripts that run outside",
    "warehouse/health.py": "reads DuckDB's own catalogue of a file that may be damaged",
    "warehouse/migrations.py": "counts the scripts that have run, before the first of them has",
    "warehouse/versions.py": "attaches the files of a state",
}
"""Modules that write statements in Python, each with its reason; every other statement is in a `.sql` file."""


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_file_and_its_functions_stay_short(path):
    text = path.read_text("utf-8")
    assert text.count("\n") <= WALL_OF_LINES
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno + 1 <= WALL_OF_A_FUNCTION, node.name


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_nothing_is_promised_and_no_error_is_swallowed(path):
    text = path.read_text("utf-8")
    assert not [word for word in ("TODO", "FIXME", "XXX", "raise NotImplementedError") if word in text]
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ExceptHandler):
            broad = node.type is None or ast.unparse(node.type) in ("Exception", "BaseException")
            assert not (broad and all(isinstance(b, ast.Pass | ast.Continue) for b in node.body))


def test_the_median_function_is_short():
    sizes = sorted(
        (node.end_lineno or 0) - node.lineno + 1
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
    )
    assert sizes[len(sizes) // 2] <= 12


def _statements(path: Path) -> list[str]:
    """The string constants of a module that begin like a statement, also those with values put into them."""
    nodes = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Constant)]
    return [n.value for n in nodes if isinstance(n.value, str) and SQL_WORDS.match(n.value)]


def test_sql_stands_in_sql_files():
    written = {str(path.relative_to(PACKAGE)) for path in PACKAGE.rglob("*.py") if _statements(path)}
    assert written == set(SQL_IN_PYTHON)


def test_every_sql_file_is_used():
    code = "".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))
    by_folder = ("views", "migrations")  # read whole, in the order of their names
    files = [p for p in PACKAGE.rglob("sql/**/*.sql") if not any(folder in p.parts for folder in by_folder)]
    assert [p for p in files if f'"{p.stem}"' not in code and f"{p.name}" not in code] == []
