"""docs/recipes.md, followed to the letter: a throw-away metric, signal and page touch the files named and no other."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import kam_analytics

ROOT = Path(kam_analytics.__file__).parents[1]
CHECK = """
from datetime import date
import numpy as np
{imports}
{asserts}
print("added")
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The sources, to be changed."""
    for name in ("kam_analytics", "pages"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "kam.toml", tmp_path)
    return tmp_path


def add(path: Path, after: str, text: str) -> None:
    """Insert `text` behind the one place where `after` stands."""
    source = path.read_text("utf-8")
    assert source.count(after) == 1, (path, after)
    path.write_text(source.replace(after, after + text), "utf-8")


def run(folder: Path, imports: str, asserts: str) -> None:
    script = CHECK.format(imports=imports, asserts=asserts)
    done = subprocess.run([sys.executable, "-c", script], cwd=folder, capture_output=True, text=True)
    assert done.stdout.strip() == "added", done.stderr


def test_a_metric_is_added_in_one_declaration(copy):
    metrics = copy / "kam_analytics/metrics/concentration/metrics.py"
    metrics.write_text(
        metrics.read_text("utf-8")
        + """

@metric(
    page=PAGE, name=Text(fr="Part du deuxième compte", en="Share of the second account"),
    definition=Text(fr="CA du deuxième ÷ CA de tous.", en="Revenue of the second ÷ all."), formula="s_2",
    unit=Unit.SHARE, better=Better.LOWER, source=SOURCE, sql=SQL,
)
def second_share(figures: Concentration) -> float | None:
    return None
""",
        "utf-8",
    )
    run(
        copy,
        "from kam_analytics.answers.registry import every_metric",
        "assert 'second_share' in [m.id for m in every_metric() if m.page == 'concentration']",
    )


def test_a_signal_is_added_in_one_declaration(copy):
    add(
        copy / "kam_analytics/metrics/risk/card/purchases.py",
        "HABITS = (\n",
        """    Signal(
        rule=Rule("silent_quarter", ThresholdSide.AT_LEAST, ((1, 1),)),
        name=Text(fr="Trimestre muet", en="Silent quarter"),
        unit=Text(fr="oui ou non", en="yes or no"),
        source=INVOICES,
        measure=lambda m: np.where(m.measures.quarter > 0, 0.0, 1.0),
        scale=ValueFormat.NUMBER,
        sentence=Text(fr="Rien depuis trois mois.", en="Nothing for three months."),
        act=Text(fr="Appeler l’acheteur.", en="Call the buyer."),
        since=3,
    ),
""",
    )
    run(
        copy,
        """
from kam_analytics.answers.risk.explanation import thresholds
from kam_analytics.metrics.risk.card.scorecard import SIGNALS, AccountSignals, scorecard
""",
        """
assert scorecard(AccountSignals(silent_quarter=1.0)).points == 1
assert thresholds(SIGNALS["silent_quarter"]).en == "≥ 1: 1"
""",
    )


def test_an_id_that_two_signals_share_is_refused():
    from kam_analytics.metrics.risk.card.scorecard import SIGNALS
    from kam_analytics.metrics.risk.card.signal import by_id

    with pytest.raises(ValueError, match="'gap_ratio' is declared twice"):
        by_id([SIGNALS["gap_ratio"], SIGNALS["gap_ratio"]])


def test_a_page_is_added_in_three_files(copy):
    (copy / "kam_analytics/answers/weather").mkdir()
    (copy / "kam_analytics/answers/weather/__init__.py").write_text('"""The weather."""\n')
    (copy / "kam_analytics/answers/weather/page.py").write_text('''"""A page that is thrown away."""

from kam_analytics.answers.page.blocks import Block, Message
from kam_analytics.answers.page.declaration import Instead, Page
from kam_analytics.answers.page.view import View
from kam_analytics.core.text import Text


def read(view: View) -> View | Instead:
    return view


def _forecast(view: View) -> list[Block]:
    return [Message(Text(fr="Beau temps.", en="Fine weather."))]


WEATHER = Page(id="weather", title=Text(fr="Météo", en="Weather"), icon=":material/sunny:", read=read,
               sections={"forecast": _forecast}, filters=())
''')
    pages = copy / "kam_analytics/answers/pages.py"
    add(
        pages,
        "from kam_analytics.answers.risk.page import AT_RISK\n",
        "from kam_analytics.answers.weather.page import WEATHER\n",
    )
    add(pages, "        DEFINITIONS,\n", "        WEATHER,\n")
    script = 'from kam_analytics.ui.page import screen\n\nwith screen("weather") as page:\n    page.show("forecast")\n'
    (copy / "pages/weather.py").write_text(script)
    run(
        copy,
        """
from kam_analytics.answers.pages import PAGES, answer
from kam_analytics.answers.page.view import View
from kam_analytics.core.scope import Filters, Role, Scope
""",
        """
day = date(2026, 1, 1)
view = View(lambda *_: None, Scope("d", Role.DIRECTOR), Filters(day, day, day, day))
assert list(PAGES)[-1] == "weather"
assert [b.text.en for b in answer("weather", view)["forecast"]] == ["Fine weather."]
""",
    )
    with_scripts = {path.stem for path in (copy / "pages").glob("*.py")}
    assert with_scripts >= {"weather"}


def test_a_script_lists_every_section_of_its_page_in_order():
    import ast

    from kam_analytics.answers.pages import PAGES

    for page in PAGES.values():
        tree = ast.parse((ROOT / "pages" / f"{page.id}.py").read_text("utf-8"))
        calls = [n for n in ast.walk(tree) if getattr(getattr(n, "func", None), "attr", "") in ("show", "choose")]
        names = [
            name
            for call in sorted(calls, key=lambda n: n.lineno)
            for part in (call.args, *(k.value.elts for k in call.keywords if isinstance(k.value, ast.Tuple)))
            for name in part
            if isinstance(name, ast.Constant)  # a form stands by its name in the script, and is no section
        ]
        assert [name.value for name in names] == list(page.sections), page.id
