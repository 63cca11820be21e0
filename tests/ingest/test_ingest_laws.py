"""The laws of import: rows balance, imports merge as multisets, a withdrawal brings back what it had hidden."""

import itertools
from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kam_analytics.core.errors import NotAllowed, UnknownImport
from kam_analytics.core.imports import ImportReport
from kam_analytics.core.scope import Role, Scope
from kam_analytics.ingest.dialogue.mapping import ColumnMapping
from kam_analytics.ingest.history import imports, to_correct, withdraw, withdrawal_preview
from kam_analytics.ingest.pipeline import ImportRequest, run_import, run_imports
from kam_analytics.ingest.preview import preview
from kam_analytics.ingest.write.memory import Memory
from kam_analytics.warehouse.store import Store

DIRECTOR = Scope("director", Role.DIRECTOR, (), None, sees_all_pay=True)
SLOW = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])

# Few random amounts look like totals that are repeated on the lines of a document: a question, answered beforehand.
BY_LINE = ColumnMapping(answers={"document_total": "lines"})

Line = tuple[str, str, str, str]  # invoice, day, customer, amount
LINES = st.lists(
    st.tuples(
        st.sampled_from(["F1", "F2"]),
        st.sampled_from(["15/01/2024", "20/02/2024"]),
        st.sampled_from(["C1", ""]),
        st.sampled_from(["10,00", "25,50"]),
    ),
    min_size=1,
    max_size=5,
)
CELLS = st.sampled_from(["", "F1", "15/01/2024", "10,00", "abc", "Total", "1 234,56", "n/a", "31/02/2024", '"x;y"'])


def text(lines: Iterable[Iterable[str]], header: str = "N° facture;Date facture;Code client;Montant HT") -> str:
    return "\n".join([header, *(";".join(line) for line in lines)]) + "\n"


def put(store: Store, folder: Path, content: str, name: str = "f.csv", **options) -> ImportReport:
    path = folder / name
    path.write_text(content, "utf-8")
    return run_import(store, path, scope=DIRECTOR, **options)


def live(store: Store) -> Counter[tuple[object, ...]]:
    with store.connect() as db:
        rows = db.execute("SELECT invoice_no, date, source_account, amount FROM ledger.live_line").fetchall()
    return Counter(rows)


def expected(files: Iterable[list[Line]]) -> Counter[tuple[object, ...]]:
    """Of each line, as many as the file that has the most."""
    most: Counter[tuple[object, ...]] = Counter()
    for lines in files:
        typed = [
            (i, date(int(d[6:]), int(d[3:5]), int(d[:2])), c or None, Decimal(a.replace(",", ".")))
            for i, d, c, a in lines
        ]
        most |= Counter(typed)
    return most


@pytest.mark.heavy
@SLOW
@given(st.lists(st.lists(CELLS, min_size=4, max_size=4), min_size=1, max_size=12))
def test_every_row_read_is_loaded_known_skipped_or_to_be_corrected(rows):
    with TemporaryDirectory() as folder:
        report = put(
            Store(Path(folder) / "s"), Path(folder), text(rows), kind="revenue", mapping=ColumnMapping(header_row=1)
        )
        assert report.balances
        assert report.outcome == "ask" or report.rows_read == len(rows)


@pytest.mark.heavy
@SLOW
@given(st.lists(LINES, min_size=2, max_size=3))
def test_imports_merge_as_multisets_in_any_order(files):
    results = []
    for order in itertools.islice(itertools.permutations(range(len(files))), 2):
        with TemporaryDirectory() as folder:
            store = Store(Path(folder) / "s")
            for i in order:
                put(store, Path(folder), text(files[i]), name=f"{i}.csv", mapping=BY_LINE)
            results.append(live(store))
    assert results == [expected(files)] * len(results)


@pytest.mark.heavy
@SLOW
@given(LINES, LINES)
def test_withdrawing_the_first_import_brings_back_what_the_second_had_skipped(first, second):
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "s")
        report = put(store, Path(folder), text(first), name="1.csv", mapping=BY_LINE)
        again = put(store, Path(folder), text(second), name="2.csv", mapping=BY_LINE)
        if again.outcome == "already loaded":
            return
        preview = withdrawal_preview(store, report.import_id)
        withdraw(store, report.import_id, DIRECTOR)
        assert live(store) == expected([second])
        assert preview.revenue_after == sum((k[3] * n for k, n in expected([second]).items()), Decimal(0))
        with store.connect() as db:
            months = db.execute("SELECT coalesce(sum(amount), 0) FROM ledger.revenue_month").fetchall()[0][0]
        assert months == preview.revenue_after


def test_identical_lines_of_one_file_all_count(store, tmp_path):
    line = ("F1", "15/01/2024", "C1", "10,00")
    report = put(store, tmp_path, text([line, line, line]))
    assert (report.rows_loaded, report.amount_total) == (3, 30)


def test_a_longer_export_adds_only_what_is_new(store, tmp_path):
    line, other = ("F1", "15/01/2024", "C1", "10,00"), ("F2", "15/01/2024", "C1", "5,00")
    put(store, tmp_path, text([line, line]), name="january.csv")
    report = put(store, tmp_path, text([line, line, line, other]), name="longer.csv")
    assert (report.rows_known, report.rows_loaded, report.amount_total) == (2, 2, 15)


def test_the_same_bytes_twice_change_nothing(store, tmp_path):
    content = text([("F1", "15/01/2024", "C1", "10,00")])
    put(store, tmp_path, content)
    before = store.state().number
    report = put(store, tmp_path, content, name="renamed.csv")
    assert (report.outcome, store.state().number) == ("already loaded", before)


NO_NUMBERS = "Date facture;Code client;Montant HT"


def test_without_invoice_numbers_a_partial_overlap_is_asked(store, tmp_path):
    lines = [("15/01/2024", f"C{i}", "10,00") for i in range(4)]
    put(store, tmp_path, text(lines, NO_NUMBERS), name="a.csv")
    mixed = [*lines[:2], ("15/01/2024", "C8", "7,00"), ("15/01/2024", "C9", "7,00")]
    report = put(store, tmp_path, text(mixed, NO_NUMBERS), name="b.csv")
    assert (report.outcome, [q.id for q in report.questions]) == ("ask", ["overlap"])
    added = put(
        store, tmp_path, text(mixed, NO_NUMBERS), name="b.csv", mapping=ColumnMapping(answers={"overlap": "add"})
    )
    assert (added.rows_loaded, added.rows_known) == (4, 0)
    with store.connect() as db:
        assert db.execute("SELECT sum(amount) FROM ledger.live_line").fetchall() == [(Decimal(74),)]


@pytest.mark.parametrize(("extra", "known"), [("C0", 4), ("C9", 0)])
def test_without_invoice_numbers_all_or_nothing_needs_no_question(store, tmp_path, extra, known):
    lines = [("15/01/2024", f"C{i}", "10,00") for i in range(4)]
    put(store, tmp_path, text(lines, NO_NUMBERS), name="a.csv")
    second = lines if known else [("15/01/2024", extra, "3,00")]
    report = put(store, tmp_path, text([*second, ("16/01/2024", extra, "1,00")], NO_NUMBERS), name="b.csv")
    assert (report.outcome, report.rows_known) == ("loaded", known)


def test_import_numbers_only_grow_and_the_list_shows_withdrawals(store, tmp_path):
    first = put(store, tmp_path, text([("F1", "15/01/2024", "C1", "10,00")]), name="1.csv")
    withdraw(store, first.import_id, DIRECTOR)
    second = put(store, tmp_path, text([("F1", "15/01/2024", "C1", "10,00")]), name="1.csv")
    assert [(i.import_id, i.state) for i in imports(store)] == [
        (second.import_id, "live"),
        (first.import_id, "withdrawn"),
    ]
    with pytest.raises(UnknownImport):
        withdraw(store, first.import_id, DIRECTOR)


def test_several_files_become_visible_together(store, tmp_path):
    before = store.state().number
    for i in (1, 2):
        (tmp_path / f"{i}.csv").write_text(text([(f"F{i}", "15/01/2024", "C1", "10,00")]), "utf-8")
    reports = run_imports(store, [ImportRequest(tmp_path / f"{i}.csv", f"{i}.csv") for i in (1, 2)], scope=DIRECTOR)
    assert [r.import_id for r in reports] == [1, 2]
    assert store.state().number == before + 1


def test_ones_own_data_take_the_place_of_the_demonstration(store, tmp_path):
    put(store, tmp_path, text([("D1", "15/01/2024", "Demo", "99,00")]), name="demo.csv", demonstration=True)
    assert store.state().demonstration
    report = put(store, tmp_path, text([("F1", "15/01/2024", "C1", "10,00")]))
    assert "démonstration" in report.message.fr
    assert not store.state().demonstration
    assert report.import_id == 2
    assert sum(live(store).values()) == 1


def test_a_refused_file_leaves_the_demonstration_in_place(store, tmp_path):
    put(store, tmp_path, text([("D1", "15/01/2024", "Demo", "99,00")]), name="demo.csv", demonstration=True)
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.4 nothing")
    assert run_import(store, tmp_path / "x.pdf", scope=DIRECTOR).outcome == "refused"
    assert store.state().demonstration


CONTACTS = "Code client;Nom du contact;Fonction\n{account};Anne;Achats\n"


def test_a_kam_imports_contacts_of_own_accounts_and_nothing_else(store, tmp_path):
    accounts = "Code client;Raison sociale;Région;Commercial\nC1;Alcyon;Bretagne;K01\nC2;Borel;Bretagne;K02\n"
    put(store, tmp_path, accounts, name="accounts.csv")
    kam = Scope("k01", Role.KAM, ("K01",), "K01")
    (tmp_path / "own.csv").write_text(CONTACTS.format(account="C1"), "utf-8")
    (tmp_path / "foreign.csv").write_text(CONTACTS.format(account="C2"), "utf-8")
    assert run_import(store, tmp_path / "own.csv", scope=kam).outcome == "loaded"
    for name in ("foreign.csv", "accounts.csv"):
        with pytest.raises(NotAllowed):
            run_import(store, tmp_path / name, scope=kam)


def test_the_latest_account_list_is_known_row_by_row(store, tmp_path):
    header = "Code client;Raison sociale;Région;Commercial\n"
    put(store, tmp_path, header + "C1;Alcyon;Bretagne;K01\nC2;Borel;Bretagne;K02\n", name="a.csv")
    report = put(store, tmp_path, header + "C1;Alcyon;Bretagne;K01\nC2;Borel;Normandie;K02\n", name="b.csv")
    assert (report.rows_loaded, report.rows_known) == (1, 1)


def test_lines_to_correct_come_back_as_the_file_wrote_them(store, tmp_path):
    rows = [("=F1", "15/01/2024", "C1", "10,00"), ("=F2", "31/02/2024", "C1", "12,00")]
    report = put(store, tmp_path, text(rows))
    sheet = openpyxl.load_workbook(BytesIO(to_correct(store, report.import_id, "fr"))).active
    cells = [[c.value for c in row] for row in sheet.iter_rows(max_row=2)]
    assert cells[0][-2:] == ["Règle", "Motif"]
    assert cells[1][0] == 3
    assert {"=F2", "31/02/2024", "12,00", "C1"} <= set(cells[1])
    formula = next(c for c in sheet[2] if c.value == "=F2")
    assert formula.data_type == "s"


def correction(store: Store, folder: Path, **options) -> ImportReport:
    """January again: one invoice corrected, one line added to it, one invoice new, one that is not there any more."""
    lines = [
        ("F1", "15/01/2024", "C1", "10,00"),
        ("F2", "16/01/2024", "C1", "19,00"),
        ("F2", "16/01/2024", "C1", "1,00"),
        ("F4", "31/01/2024", "C2", "7,00"),
    ]
    return put(store, folder, text(lines), "janvier corrigé.csv", **options)


@pytest.fixture
def january(store, tmp_path) -> ImportReport:
    lines = [("F1", "15/01/2024", "C1", "10,00"), ("F2", "16/01/2024", "C1", "25,50"), ("F3", "17/01/2024", "C2", "5")]
    return put(store, tmp_path, text(lines), "janvier.csv")


def test_changed_invoices_add_up_unless_the_answer_is_replace_and_the_report_says_so(store, tmp_path, january):
    report = correction(store, tmp_path)
    assert (report.rows_loaded, report.rows_known, january.rows_loaded) == (3, 1, 3)
    assert "2 lignes de factures déjà chargées ont changé (écart −5,50" in report.message.fr
    assert "s’ajoutent" in report.message.fr
    assert "1 line loaded before for this period (€5.00)" in report.message.en
    assert sum(n for n in live(store).values()) == 6


def test_replaced_lines_stop_counting_and_come_back_with_the_withdrawal(store, tmp_path, january):
    before = live(store)
    report = correction(store, tmp_path, mapping=ColumnMapping(answers={"corrections": "replace"}))
    assert sorted(Decimal(line[3]) for line in live(store).elements()) == [1, 5, 7, 10, 19]
    assert report.import_id is not None
    change = withdrawal_preview(store, report.import_id)
    assert (change.revenue_before, change.revenue_after) == (Decimal(42), Decimal("40.5"))
    assert (change.rows_leaving, change.rows_returning) == (3, 1)
    withdraw(store, report.import_id, DIRECTOR)
    assert live(store) == before
    with store.connect() as db:
        assert db.execute("SELECT sum(amount) FROM ledger.revenue_month").fetchall() == [(Decimal("40.5"),)]
    assert january.import_id is not None
    withdraw(store, january.import_id, DIRECTOR)
    assert not live(store)


def put_one(store: Store, folder: Path, name: str, amounts: dict[str, str], **options) -> ImportReport:
    return put(store, folder, text([(n, "15/01/2024", "C1", a) for n, a in amounts.items()]), f"{name}.csv", **options)


REPLACING = ColumnMapping(answers={"corrections": "replace"})


def total(store: Store) -> Decimal:
    return sum((Decimal(line[3]) for line in live(store).elements()), Decimal(0))


def test_an_invoice_corrected_there_and_back_counts_once(store, tmp_path):
    put_one(store, tmp_path, "a", {"F1": "100", "F2": "60"})
    second = put_one(store, tmp_path, "b", {"F1": "120"}, mapping=REPLACING)
    third = put_one(store, tmp_path, "c", {"F1": "100", "F4": "7"}, mapping=REPLACING)
    assert total(store) == 167
    assert third.rows_known == 0
    assert second.import_id is not None
    withdraw(store, second.import_id, DIRECTOR)
    assert total(store) == 167


def test_withdrawing_an_old_import_does_not_bring_a_replaced_line_back(store, tmp_path):
    first = put_one(store, tmp_path, "a", {"F1": "100", "F2": "60"})
    put_one(store, tmp_path, "a2", {"F1": "100", "F3": "7"})
    put_one(store, tmp_path, "b", {"F1": "120"}, mapping=REPLACING)
    assert total(store) == 187
    assert first.import_id is not None
    assert withdrawal_preview(store, first.import_id).revenue_after == 127
    withdraw(store, first.import_id, DIRECTOR)
    assert total(store) == 127


def test_an_old_export_that_comes_again_is_said_to_add(store, tmp_path, january):
    assert january.outcome == "loaded"
    correction(store, tmp_path, mapping=REPLACING)
    again = put(store, tmp_path, text([("F2", "16/01/2024", "C1", "25,50"), ("F9", "18/01/2024", "C1", "3")]), "v.csv")
    assert (again.rows_loaded, again.rows_known) == (2, 0)
    assert "s’ajoutent" in again.message.fr


def test_who_does_not_see_the_company_is_told_nothing_of_it_before_loading(store, tmp_path, january):
    assert january.outcome == "loaded"
    path = tmp_path / "probe.csv"
    path.write_text(text([("F2", "16/01/2024", "C1", "0,01"), ("F8", "17/01/2024", "C1", "1")]), "utf-8")
    told, untold = (preview(path, None, Memory(store), compares=c) for c in (True, False))
    assert "25,49" in told.questions[0].text.fr
    assert untold.questions == ()
    assert "€" not in untold.message.fr


def test_what_is_new_changed_and_gone_is_shown_before_loading(store, tmp_path, january):
    assert january.outcome == "loaded"
    path = tmp_path / "again.csv"
    lines = [("F1", "15/01/2024", "C1", "10,00"), ("F2", "16/01/2024", "C1", "19"), ("F4", "31/01/2024", "C2", "7,00")]
    path.write_text(text(lines), "utf-8")
    seen = preview(path, None, Memory(store))
    assert (seen.outcome, [q.id for q in seen.questions]) == ("ask", ["corrections"])
    assert "1 ligne nouvelle (7,00\u00a0€)" in seen.message.fr
    assert "1 line loaded before for this period (€5.00) is not in the file" in seen.message.en
    answered = preview(path, ColumnMapping(answers={"corrections": "replace"}), Memory(store))
    assert (answered.outcome, answered.questions) == ("ready", ())


def test_the_preview_shows_the_rows_as_they_will_be_loaded(store, tmp_path):
    path = tmp_path / "avoirs.csv"
    rows = [
        ("F1", "15/01/2024", "C1", "10,00", "Facture"),
        ("A1", "16/01/2024", "C1", "4,00", "Avoir"),
        ("Total", "", "", "14,00", ""),
    ]
    path.write_text(text(rows, "N° facture;Date facture;Code client;Montant HT;Type"), "utf-8")
    seen = preview(path, None, Memory(store))
    assert [(row["row"], row["amount"]) for row in seen.rows] == [(2, Decimal(10)), (3, Decimal(-4))]
