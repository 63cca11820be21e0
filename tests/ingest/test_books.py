"""The books: month by month imported, published, gap, reason; the badge on every page."""

from datetime import date

import pandas as pd
import pytest

from kam_analytics.answers.imports import books
from kam_analytics.answers.page.blocks import Note, Table
from kam_analytics.answers.pages import PAGES
from kam_analytics.core.errors import NotAllowed
from kam_analytics.core.scope import Role, Scope
from kam_analytics.metrics.overview.figures import BOOKS, books_state
from kam_analytics.warehouse.decisions.books import LONGEST, ReasonRefused, explain
from kam_analytics.warehouse.store import Store
from tests.application import CONTROLLER, DIRECTOR, kams, opened
from tests.facts import DIRECTOR as BOSS
from tests.facts import line, put, view

KAM = Scope("k", Role.KAM, ("K1",), "K1")


@pytest.fixture
def kept(store: Store) -> Store:
    """January agrees to the cent, February within 0.5 %, March not, April does; May was never invoiced."""
    lines = [("2025-01-10", 1000), ("2025-02-10", 1004), ("2025-03-10", 1010), ("2025-04-10", 500)]
    put(store, "revenue", "line", [line("A", d, x) for d, x in lines] + [line(None, "2025-04-11", 500)])
    published = [(1, 1000), (2, 1000), (3, 1000), (4, 1000), (5, 800)]
    put(store, "books", "books", [{"month": date(2025, m, 1), "revenue": x} for m, x in published])
    return store


def test_a_month_reconciles_within_half_a_percent_unassigned_lines_included(kept):
    state = books_state(view(kept).rows(BOOKS))
    assert (state.until, state.gaps, state.published) == (
        date(2025, 4, 1),
        ((date(2025, 3, 1), 10.0),),
        date(2025, 5, 1),
    )
    assert books.badge(view(kept)).fr == "CA rapproché jusqu’à avril\u00a02025, sauf 1 mois"
    assert books.badge(view(kept)).en == "Books reconciled until April\u00a02025, except 1 month"


def test_a_reason_explains_the_gap_it_was_given_for_and_no_other(kept):
    explain(kept, date(2025, 3, 1), 10.0, " avoir annuel ", BOSS)
    assert books.badge(view(kept)).fr.endswith("jusqu’à avril\u00a02025")
    (table, _) = books.table(view(kept))
    assert isinstance(table, Table)
    march = table.rows[table.rows["month"] == pd.Timestamp(2025, 3, 1)].iloc[0]
    assert (march["reason"], march["state"].fr, march["gap"]) == ("avoir annuel", "écart expliqué", 10)
    put(kept, "revenue", "line", [line("A", "2025-03-20", 90)])
    assert list(books.to_explain(view(kept))) == [date(2025, 5, 1), date(2025, 3, 1)]


def test_a_blank_reason_takes_the_reason_back(kept):
    explain(kept, date(2025, 3, 1), 10.0, "avoir", BOSS)
    explain(kept, date(2025, 3, 1), 10.0, "  ", BOSS)
    assert books.to_explain(view(kept)) == {date(2025, 5, 1): -800.0, date(2025, 3, 1): 10.0}


def test_who_sees_part_of_the_company_sees_and_says_nothing(kept):
    assert books.badge(view(kept, KAM)) is None
    assert books.table(view(kept, KAM)) == books.notes(view(kept, KAM)) == []
    with pytest.raises(NotAllowed) as refusal:
        explain(kept, date(2025, 3, 1), 10.0, "avoir", KAM)
    assert [refusal.value.explain(lang)[0] for lang in ("fr", "en")] == [
        "Votre rôle ne permet pas cette action : écart avec la comptabilité.",
        "Your role does not allow this: gap with the books.",
    ]
    with pytest.raises(ReasonRefused):
        explain(kept, date(2025, 3, 1), 10.0, "x" * (LONGEST + 1), BOSS)


def test_no_books_no_badge_and_no_agreement_is_said(store):
    assert books.badge(view(store)) is None
    put(store, "books", "books", [{"month": date(2025, 1, 1), "revenue": 10}])
    assert books.badge(view(store)).fr == "Aucun mois rapproché avec la comptabilité"
    (note,) = books.notes(view(store))
    assert isinstance(note, Note)


def test_the_badge_stands_on_every_page_for_who_sees_everything(portal, navigation_as_on_a_server):
    for page in PAGES:
        assert "CA rapproché jusqu’à" in _badges(page, CONTROLLER)
    assert "rapproché" not in _badges("overview", kams(portal)[0][1])


def test_a_director_explains_a_gap_on_the_import_page(own_copy, navigation_as_on_a_server):
    (badge,) = [link.proto for link in opened("overview", DIRECTOR).get("page_link") if "rappro" in link.proto.label]
    assert (badge.page, badge.query_string) == ("import_data", "part=books")
    at = opened("import_data", DIRECTOR, part="books")
    at.text_input(key="books_reason").set_value("**avoir** de mars").run()
    at.button(key="books_keep").click().run()
    assert not at.exception
    assert any("Motif enregistré" in s.value for s in at.success)
    with Store(own_copy).connect() as db:
        rows = db.execute("SELECT reason, said_by FROM workspace.book_reason").fetchall()
    assert rows == [("**avoir** de mars", DIRECTOR)]


def _badges(page: str, who: str) -> str:
    return " ".join(link.proto.label for link in opened(page, who).get("page_link"))
