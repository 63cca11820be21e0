"""The laws of the house that a machine can check: names, citations, families of files, hand-made formatting."""

import ast
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import kam_analytics

PACKAGE = Path(kam_analytics.__file__).parent
ROOT = PACKAGE.parent
SOURCES = sorted([*PACKAGE.rglob("*.py"), *(ROOT / "pages").glob("*.py"), ROOT / "app.py"])
PARTICIPLES = {"found", "said", "told", "asked", "seen", "known", "kept", "shown", "given", "held"}
MOST_PARTICIPLES = 0.005  # of all assigned names; narwhals and dlt have 0.0005
CITING = [
    p
    for folder in ("kam_analytics", "tests", "docs", "benchmarks", "data", "pages", "tools")
    for p in (ROOT / folder).rglob("*")
    if p.suffix in (".py", ".sql", ".md", ".toml")
]


def assigned_names() -> Iterator[str]:
    """Every name that is given to a variable, a field or a parameter."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                yield node.id
            elif isinstance(node, ast.arg):
                yield node.arg


def test_names_say_what_a_value_is_and_not_that_there_is_one():
    names = Counter(assigned_names())
    participles = {name: names[name] for name in PARTICIPLES if names[name]}
    assert sum(participles.values()) < MOST_PARTICIPLES * names.total(), participles


def test_no_two_classes_share_a_name():
    places = defaultdict(list)
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                places[node.name].append(str(path.relative_to(ROOT)))
    assert {name: files for name, files in places.items() if len(files) > 1} == {}


def test_four_files_of_one_prefix_are_a_folder():
    # The statements in a folder `sql` begin with the verb that they are.
    for folder in {path.parent for path in [*SOURCES, *PACKAGE.rglob("*.sql")] if path.parent.name != "sql"}:
        for suffix in (".py", ".sql"):
            prefixes = Counter(p.stem.split("_")[0] for p in folder.glob(f"*{suffix}") if not p.stem[0].isdigit())
            assert not {prefix: n for prefix, n in prefixes.items() if n > 3 and prefix}, folder


def test_formatting_is_left_to_the_formatter():
    marked = Counter(
        {str(p.relative_to(ROOT)): p.read_text("utf-8").count("# fmt: " + "skip") for p in CITING if p.suffix == ".py"}
    )
    assert marked.total() <= 20, marked.most_common(8)


def test_every_citation_leads_somewhere_in_the_repository():
    foreign = re.compile(r"\b(METHODS|DESIGN|JOURNEYS|STYLE|FORMATS|STACK|HOUSE|ADMIN)(\.md| part| \d| «)")
    cited = re.compile(r"docs/([\w-]+\.md)(?: (?:part )?(\d(?:\.\d+)?)\b)?")
    for path in CITING:
        text = path.read_text("utf-8")
        assert not foreign.search(text) or path.name == Path(__file__).name, (path, foreign.search(text))
        for name, number in cited.findall(text):
            page = ROOT / "docs" / name
            assert page.exists(), (path, name)
            headings = re.findall(r"^#+ (\d[\d.]*) ", page.read_text("utf-8"), re.MULTILINE)
            assert not number or number in headings, (path, number)


def test_links_between_documents_lead_to_files():
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), (page, target)


def test_the_map_of_the_code_is_up_to_date():
    command = [sys.executable, "tools/architecture_map.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
