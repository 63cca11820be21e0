"""The house rules a machine can check: sizes, swallowed errors, words that promise work not done."""

import ast
from pathlib import Path

import pytest

import kam_analytics

PACKAGE = Path(kam_analytics.__file__).parent
ROOT = PACKAGE.parent
FILES = sorted([*PACKAGE.rglob("*.py"), *(ROOT / "pages").glob("*.py"), *(ROOT / "data").glob("*.py"), ROOT / "app.py"])
WALL_OF_LINES, WALL_OF_A_FUNCTION = 400, 50


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
