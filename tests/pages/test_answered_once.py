"""Answers are kept for all who may see exactly the same, never across rights, and never longer than they are true."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from streamlit.elements.lib.pandas_styler_utils import marshall_styler
from streamlit.proto.ArrowData_pb2 import ArrowData

from kam_analytics.answers.page.risk_forecast import ForecastRequest
from kam_analytics.answers.page.view import View
from kam_analytics.core.scope import Filters, Role, Scope
from kam_analytics.ui import page as screen
from kam_analytics.ui.blocks.written import write_rows
from kam_analytics.ui.frame.answers import ANSWERS, Asker, WatchedForecaster
from kam_analytics.ui.frame.shared_values import SharedValues
from kam_analytics.warehouse.store import Store
from tests.application import CONTROLLER, DIRECTOR, kams, opened


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that are answered from here on; nothing is kept from earlier tests."""
    ANSWERS.clear()
    pages: list[str] = []
    real = screen.answer

    def counted(page_id, view):
        pages.append(page_id)
        return real(page_id, view)

    monkeypatch.setattr(screen, "answer", counted)
    return pages


@pytest.mark.parametrize("page", ["overview", "concentration", "growth", "variable_pay", "at_risk"])
def test_a_rerun_with_the_same_view_answers_nothing_again(portal: Path, answered: list[str], page: str) -> None:
    at = opened(page, DIRECTOR)
    before = [element.value for element in at.title], list(answered)
    at.run()
    assert not at.error
    assert ([element.value for element in at.title], answered) == before
    assert answered == [page]


def test_another_filter_is_another_answer_and_the_first_is_still_there(portal: Path, answered: list[str]) -> None:
    at = opened("concentration", DIRECTOR)
    first = at.title[0].value
    at.selectbox(key="choice_period").set_value("2025").run()
    assert (at.title[0].value != first, len(answered)) == (True, 2)
    at.selectbox(key="choice_period").set_value("ltm").run()
    assert (at.title[0].value, len(answered)) == (first, 2)


def test_equal_rights_share_an_answer_and_other_rights_never_do(portal: Path, answered: list[str]) -> None:
    (_, first), (_, second) = kams(portal)[:2]
    titles = [opened("concentration", who).title[0].value for who in (DIRECTOR, first, second)]
    assert len(set(titles)) == len(answered) == 3
    assert opened("concentration", CONTROLLER).title[0].value == titles[0]
    assert len(answered) == 4  # a controller may see no pay: these are other rights
    assert [opened("concentration", who).title[0].value for who in (DIRECTOR, first, second)] == titles
    assert len(answered) == 4


def test_changed_settings_are_another_answer(portal: Path, answered: list[str], tmp_path: Path) -> None:
    at = opened("concentration", DIRECTOR)
    config = tmp_path / "kam.toml"
    config.write_text(config.read_text("utf-8") + "\n[thresholds]\ntop_1_alert = 0.01\n", "utf-8")
    at.run()
    assert answered == ["concentration"] * 2


def test_a_changed_store_is_another_answer(own_copy: Path, answered: list[str]) -> None:
    at = opened("concentration", DIRECTOR)
    Store(own_copy).change(("workspace",), lambda parts: None)
    at.run()
    assert answered == ["concentration"] * 2


def test_an_answer_without_its_forecast_is_valid_until_the_forecast_is_ready(portal: Path) -> None:
    asker, ready, calls = _asker(portal), [], []

    def compute() -> str:
        calls.append(forecaster(ForecastRequest(date(2026, 1, 1))))
        return "with" if calls[-1] else "without"

    def forecast(_: ForecastRequest) -> object:
        return object() if ready else None

    answers = []
    for is_ready in (False, False, True, True):
        ready += [True] if is_ready else []
        forecaster = WatchedForecaster(forecast)
        answers.append(asker.remember("part", compute, forecaster))
    assert (answers, len(calls)) == (["without", "without", "with", "with"], 2)


def _asker(folder: Path) -> Asker:
    ANSWERS.clear()
    day = date(2026, 1, 1)
    view = View(lambda *_: pd.DataFrame(), Scope("who", Role.DIRECTOR), Filters(day, day, day, day))
    return Asker("page", folder, Store(folder).state(), view)


DAY = date(2026, 1, 2)
CHANGES = {
    "state": lambda a: replace(a, state=replace(a.state, number=a.state.number + 1)),
    "pay": lambda a: replace(a, state=replace(a.state, pay="other")),
    "folder": lambda a: replace(a, folder=a.folder / "other"),
    "page": lambda a: replace(a, page="other"),
    "role": lambda a: replace(a, view=replace(a.view, scope=replace(a.view.scope, role=Role.CONTROLLER))),
    "pay right": lambda a: replace(a, view=replace(a.view, scope=replace(a.view.scope, sees_all_pay=True))),
    "people": lambda a: replace(a, view=replace(a.view, scope=replace(a.view.scope, person_ids=("K1",)))),
    "filter": lambda a: replace(a, view=replace(a.view, filters=replace(a.view.filters, family=("F",)))),
    "day": lambda a: replace(a, view=replace(a.view, today=DAY)),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_an_answer_depends_on_makes_another_answer(portal: Path, change: Callable[[Asker], Asker]) -> None:
    asker = _asker(portal)
    assert asker.remember("part", lambda: "before") == asker.remember("part", lambda: "after") == "before"
    assert change(asker).remember("part", lambda: "after") == "after"


def test_the_least_recently_used_value_goes_first() -> None:
    memory: SharedValues[str] = SharedValues(2)
    for key in ("a", "b", "a", "c"):
        memory.recall(key, lambda key=key: key)
    assert [memory.recall(key, lambda: "new") for key in ("a", "c", "b")] == ["a", "c", "new"]


def test_a_value_is_computed_once_however_many_threads_need_it() -> None:
    memory: SharedValues[int] = SharedValues(2)
    calls: list[int] = []

    def compute() -> int:
        calls.append(1)
        time.sleep(0.05)
        return len(calls)

    with ThreadPoolExecutor(16) as pool:
        values = list(pool.map(lambda _: memory.recall("key", compute), range(64)))
    assert (values, calls) == ([1] * 64, [1])


def test_an_error_is_raised_and_not_kept() -> None:
    memory: SharedValues[int] = SharedValues(2)
    with pytest.raises(ZeroDivisionError):
        memory.recall("key", lambda: 1 // 0)
    assert memory.recall("key", lambda: 1) == 1


def test_threads_of_different_rights_never_share_an_answer(portal: Path) -> None:
    """Fifty threads, two rights, the same filters: each reads only what its own rights computed."""
    base = _asker(portal)
    people = [Scope(f"{n}", Role.KAM, (f"K{n % 2}",), f"K{n % 2}") for n in range(50)]

    def ask(scope: Scope) -> bool:
        asker = replace(base, view=replace(base.view, scope=scope))
        return all(asker.remember(part, lambda: scope.person_ids) == scope.person_ids for part in range(20))

    with ThreadPoolExecutor(50) as pool:
        assert all(pool.map(ask, people))


def test_written_rows_say_what_a_styler_of_pandas_says() -> None:
    rows = pd.DataFrame({"name": ["a", "é"], "amount": [1.5, None]})
    writers = {"amount": lambda v: "–" if pd.isna(v) else f"{v:.2f} €"}
    protos = []
    for styler in (write_rows(rows, writers), rows.style.format(writers)):
        proto = ArrowData()
        marshall_styler(proto, styler, "id")
        protos.append((proto.styler.display_values, proto.styler.styles))
    assert protos[0] == protos[1]
