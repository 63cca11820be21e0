"""A source that has stopped coming is said, on one's own data and to who may know."""

from datetime import date

import pytest

from kam_analytics.answers.imports.sources import late_sources
from kam_analytics.core.scope import Role, Scope
from tests.facts import view


def arrived(store, *days: str, fingerprint: str = "abc") -> None:
    """Log one import of the same export on each of these days."""

    def log(dbs):
        for n, day in enumerate(days):
            dbs["ledger"].execute(
                """INSERT INTO import_log (import_id, file, kind, sha256, state, imported_by, fingerprint, mapping,
                    overlap, rows_read, rows_loaded, rows_known, rows_skipped, rows_quarantined, imported_at)
                SELECT coalesce(max(import_id), 0) + 1, $file, 'revenue', $file, 'live', 'inbox', $mark, '{}', 'skip',
                    1, 1, 0, '{}', 0, $day::TIMESTAMP FROM import_log""",
                {"file": f"{fingerprint}-{n}.csv", "mark": fingerprint, "day": day},
            )

    store.change(("ledger",), log)


WEEKLY = ("2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26")


@pytest.mark.parametrize(("today", "late"), [(date(2026, 2, 10), False), (date(2026, 2, 11), True)])
def test_a_weekly_export_is_late_after_more_than_two_weeks(store, today, late):
    arrived(store, *WEEKLY)
    said = late_sources(view(store), today)
    assert bool(said) == late
    if late:
        assert said[0].fr.startswith("« abc-3.csv » n’arrive plus")
        assert "7\u00a0jours" in said[0].fr
        assert "7\u00a0days" in said[0].en


def test_three_arrivals_are_no_rhythm_and_two_on_one_day_are_one(store):
    arrived(store, "2026-01-05", "2026-01-12", "2026-01-12", "2026-01-19")
    assert late_sources(view(store), date(2026, 6, 1)) == []


def test_a_key_account_manager_is_not_told(store):
    arrived(store, *WEEKLY)
    kam = Scope("kam", Role.KAM, ("K1",), "K1")
    assert late_sources(view(store, scope=kam), date(2026, 6, 1)) == []
