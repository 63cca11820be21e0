"""The demonstration portfolio: the same for a seed, complete, in balance, and its stories are in the data."""

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise, zip_longest
from pathlib import Path

import openpyxl
import pytest

from data.demo_accounts import CAST, portfolio
from data.demo_headers import HEADERS, UNMAPPED, VALUES
from data.demo_lines import ledger
from data.demo_portfolio import AS_OF, BOOKS_GAP, FIRST_DAY, STORIES, write
from data.demo_rhythm import SILENT_FROM, buying
from data.demo_tables import Sheet, write_workbook

Record = dict[str, object]
Line = dict[str, str]


def euros(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def day(text: str) -> date:
    return date(int(text[6:]), int(text[3:5]), int(text[:2]))


def is_luhn(number: str) -> bool:
    doubled = [int(d) * (1 + i % 2) for i, d in enumerate(reversed(number))]
    return sum(d - 9 * (d > 9) for d in doubled) % 10 == 0


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return dict(write(tmp_path_factory.mktemp("demo")))


@pytest.fixture(scope="module")
def lines(files: dict[str, Path]) -> list[Line]:
    with files["revenue"].open(encoding="cp1252", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


@pytest.fixture(scope="module")
def invoiced(lines: list[Line]) -> dict[str, list[tuple[date, Decimal]]]:
    """Account code → (day, amount) of its ordinary invoice lines, in order."""
    found: dict[str, list[tuple[date, Decimal]]] = {}
    for line in lines:
        if line["Type"] == "Facture":
            amount = euros(line["Montant HT"])
            found.setdefault(line["Code client"], []).append((day(line["Date facture"]), amount))
    return found


def rows(path: Path, sheet: str | None = None) -> Iterator[Record]:
    """Records of a workbook's sheet (its first one by default); empty cells at the end of a row are None."""
    book = openpyxl.load_workbook(path, read_only=True)
    values = (book[sheet] if sheet else book.worksheets[0]).iter_rows(values_only=True)
    titles = [str(title) for title in next(values)]
    for row in values:
        plain = (v.date() if isinstance(v, datetime) else v for v in row)
        yield dict(zip_longest(titles, plain))
    book.close()


def between(bought: list[tuple[date, Decimal]], first: date, last: date) -> Decimal:
    return sum((amount for when, amount in bought if first <= when <= last), Decimal(0))


def test_the_same_seed_gives_the_same_csv_to_the_byte_and_another_seed_does_not(
    files: dict[str, Path], tmp_path: Path
) -> None:
    again = dict(write(tmp_path))
    assert again["revenue"].read_bytes() == files["revenue"].read_bytes()
    for kind in ("accounts", "targets", "opportunities", "scores"):
        assert list(rows(again[kind])) == list(rows(files[kind]))
    assert portfolio(2027).accounts != portfolio(2026).accounts


def test_files_come_in_the_order_they_are_imported(files: dict[str, Path]) -> None:
    assert list(files) == [
        "people",
        "accounts",
        "groups",
        "key_accounts",
        "assignments",
        "revenue",
        "orders",
        "opportunities",
        "contracts",
        "contacts",
        "interactions",
        "incidents",
        "satisfaction",
        "books",
        "targets",
        "pay_plans",
        "scores",
    ]
    assert all(path.stat().st_size > 0 for path in files.values())


def test_the_erp_export_reads_as_a_french_one(files: dict[str, Path], lines: list[Line]) -> None:
    raw = files["revenue"].read_bytes()
    assert raw.count(b"\n") == raw.count(b"\r\n") == len(lines) + 1
    assert raw.splitlines()[0].decode("cp1252").startswith("N° facture;N° ligne;Date facture;Type;")
    assert all(line["Code client"] == "" or line["Code client"].startswith("C0") for line in lines)


def test_about_sixty_thousand_lines_over_exactly_four_years(lines: list[Line]) -> None:
    days = {day(line["Date facture"]) for line in lines}
    assert 57_000 <= len(lines) <= 63_000
    assert date(2022, 10, 1) <= min(days) <= date(2022, 10, 5)
    assert max(days) == AS_OF == date(2026, 9, 30)
    assert {line["Devise"] for line in lines} == {"EUR"}


def test_every_line_is_quantity_times_price_and_only_invoices_are_positive(lines: list[Line]) -> None:
    for line in lines:
        amount = euros(line["Montant HT"])
        assert euros(line["Quantité"]) * euros(line["Prix unitaire HT"]) == amount
        assert (amount > 0) == (line["Type"] == "Facture")


def test_document_classes_and_lines_without_customer_are_in_the_stated_ranges(lines: list[Line]) -> None:
    classes = Counter(line["Type"] for line in lines)
    assert set(classes) == set(VALUES["revenue"]["document_class"].values())
    assert 700 <= classes["Avoir"] <= 1400
    assert 150 <= classes["Retour"] <= 450
    assert 120 <= classes["RFA"] <= 180
    assert sum(line["Code client"] == "" for line in lines) == 9


def test_credit_notes_and_returns_name_an_invoice_of_the_same_customer(lines: list[Line]) -> None:
    invoices = {line["N° facture"]: line for line in lines if line["Type"] == "Facture"}
    for line in lines:
        if line["Type"] in ("Avoir", "Retour"):
            origin = invoices[line["Facture d'origine"]]
            assert origin["Code client"] == line["Code client"]
            assert day(origin["Date facture"]) < day(line["Date facture"])
        else:
            assert line["Facture d'origine"] == ""


def test_a_document_has_one_date_one_customer_and_lines_numbered_from_one(lines: list[Line]) -> None:
    documents: dict[str, list[Line]] = {}
    for line in lines:
        documents.setdefault(line["N° facture"], []).append(line)
    for found in documents.values():
        assert [line["N° ligne"] for line in found] == [str(i + 1) for i in range(len(found))]
        assert len({(line["Date facture"], line["Code client"], line["Type"]) for line in found}) == 1


def test_books_equal_the_lines_to_the_cent_but_for_the_one_known_month(
    files: dict[str, Path], lines: list[Line]
) -> None:
    months: dict[date, Decimal] = {}
    for line in lines:
        month = day(line["Date facture"]).replace(day=1)
        months[month] = months.get(month, Decimal(0)) + euros(line["Montant HT"])
    published = {r["Mois"]: Decimal(str(r["CA publié"])) for r in rows(files["books"])}
    gaps = {m: months[m] - value for m, value in published.items() if isinstance(m, date)}
    assert len(gaps) == 48
    assert {m: gap for m, gap in gaps.items() if gap} == dict([BOOKS_GAP])


def test_accounts_are_250_with_distinct_codes_and_names_and_valid_sirens(files: dict[str, Path]) -> None:
    accounts = list(rows(files["accounts"]))
    sirens = [str(a["SIREN"]) for a in accounts if a["SIREN"]]
    assert len(accounts) == len({a["Code client"] for a in accounts}) == 250
    assert len({a["Raison sociale"] for a in accounts}) == 250
    assert all(len(siren) == 9 and is_luhn(siren) for siren in sirens)
    assert 200 <= len(set(sirens)) == len(sirens) - 1 < 250  # two codes of one legal entity


def test_eighteen_accounts_are_key_on_any_day_and_two_changed_status(files: dict[str, Path]) -> None:
    spans = list(rows(files["key_accounts"]))
    assert len(spans) == 19
    assert [len(portfolio(2026).key_on(d)) for d in (FIRST_DAY, date(2024, 12, 31), date(2025, 1, 1), AS_OF)] == [
        18
    ] * 4
    assert [s["Fin"] for s in spans if s["Fin"]] == [date(2024, 12, 31)]
    assert sum(s["Début"] == date(2025, 1, 1) for s in spans) == 1
    assert {s["Motif"] for s in spans} == {"Volume", "Prestige", "Stratégie"}


def test_groups_have_several_entities_and_one_account_joins_in_time(files: dict[str, Path]) -> None:
    members = list(rows(files["groups"]))
    assert sorted(Counter(m["Groupe"] for m in members).values()) == [3, 3, 3, 3, 4, 5, 5]
    late = [m for m in members if m["Début"] != date(2018, 1, 1)]
    assert [(m["Code client"], m["Début"]) for m in late] == [(STORIES["acquired"], date(2025, 4, 1))]


def test_each_account_has_one_person_in_charge_at_a_time_and_shares_add_up(files: dict[str, Path]) -> None:
    spans = list(rows(files["assignments"]))
    for when in (AS_OF, date(2025, 6, 30), date(2026, 3, 31)):
        shares: Counter[object] = Counter()
        for s in spans:
            start, end = s["Début"], s["Fin"] or AS_OF
            assert isinstance(start, date)
            assert isinstance(end, date)
            assert isinstance(s["Part"], float | int)
            if start <= when <= end:
                shares[s["Code client"]] += round(100 * s["Part"])
        assert set(shares.values()) == {100}
    moved = [s for s in spans if s["Début"] == date(2025, 7, 1)]
    assert len(moved) == 6


def test_invoice_lines_carry_the_full_name_of_the_person_in_charge_that_month(
    files: dict[str, Path], lines: list[Line]
) -> None:
    names = {str(p["Matricule"]): str(p["Nom"]) for p in rows(files["people"])}
    known = portfolio(2026)
    index = {a.code: a.index for a in known.accounts}
    for line in lines[::97]:
        code, when = line["Code client"], day(line["Date facture"])
        expected = names[known.owner_on(index[code], when)] if code else ""
        assert line["Commercial"] == expected


def test_objectives_one_set_was_sent_late_and_one_never_acknowledged(files: dict[str, Path]) -> None:
    goals = [g for g in rows(files["targets"]) if g["Périmètre"] == "KAM"]
    late = {(g["Concerne"], g["Communiqué le"]) for g in goals if str(g["Communiqué le"]) > "2026-02-01"}
    silent = {g["Concerne"] for g in goals if g["Accusé de réception le"] is None}
    assert late == {("K03", date(2026, 3, 17)), ("K08", date(2026, 3, 27))}
    assert silent == {"K06"}


def test_quarterly_objectives_add_up_to_the_year(files: dict[str, Path]) -> None:
    years: Counter[tuple[object, ...]] = Counter()
    quarters: Counter[tuple[object, ...]] = Counter()
    for goal in rows(files["targets"]):
        start, end, value = goal["Début de période"], goal["Fin de période"], goal["Objectif"]
        assert isinstance(start, date)
        assert isinstance(end, date)
        assert isinstance(value, float | int)
        if goal["Périmètre"] != "Compte" and goal["Mesure"] in ("CA", "Marge brute"):
            sums = years if (end - start).days > 100 else quarters
            sums[goal["Concerne"], goal["Mesure"], start.year] += round(value)
    assert len(years) == 7 * 3 * 2 + 2 + 3 * 2
    assert years == quarters


def test_the_plan_is_the_reference_plan(files: dict[str, Path]) -> None:
    components = list(rows(files["pay_plans"], "component"))
    curve = [r for r in rows(files["pay_plans"], "curve") if r["component"] == "revenue"]
    payees = {r["payee"]: r["from"] for r in rows(files["pay_plans"], "assignment")}
    assert [(c["key"], c["weight"], c["target_incentive"]) for c in components] == [
        ("revenue", 0.4, 6000),
        ("margin", 0.3, 4500),
        ("key_growth", 0.2, 3000),
        ("abp_quality", 0.1, 1500),
    ]
    assert [(r["attainment"], r["payout"]) for r in curve] == [(0.8, 0.5), (1, 1), (1.25, 1.5)]
    assert len(payees) == 8
    assert payees["K08"] == date(2026, 4, 1)
    assert [r["status"] for r in rows(files["pay_plans"], "plan")] == ["approved"]


def test_every_workbook_has_the_declared_headers(files: dict[str, Path], lines: list[Line]) -> None:
    assert set(HEADERS) == set(files) - {"pay_plans"}
    assert set(lines[0]) == {*HEADERS["revenue"].values(), *UNMAPPED["revenue"]}
    for kind in set(HEADERS) - {"revenue"}:
        assert set(next(rows(files[kind]))) == {*HEADERS[kind].values(), *UNMAPPED.get(kind, ())}


def test_values_of_the_exports_are_the_declared_french_ones(files: dict[str, Path]) -> None:
    for kind, columns in VALUES.items():
        if kind != "revenue":
            found = list(rows(files[kind]))
            for column, words in columns.items():
                assert {r[HEADERS[kind][column]] for r in found} == set(words.values())


def test_a_text_that_excel_would_take_for_a_formula_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="formula"):
        write_workbook(tmp_path / "x.xlsx", [Sheet("x", ("a",), (("=1+1",),))])


def test_exports_as_text_say_what_the_workbooks_say(files: dict[str, Path], tmp_path: Path) -> None:
    for kind, path in write(tmp_path, as_text=True):
        if kind == "revenue" or path.suffix != ".csv":  # a text in any case; several sheets
            continue
        with path.open(encoding="utf-8", newline="") as file:
            texts = list(csv.DictReader(file, delimiter=";"))
        records = list(rows(files[kind]))
        assert len(texts) == len(records) > 0
        for text, record in zip(texts, records, strict=True):
            assert {title: as_text(value) for title, value in record.items()} == {
                title: percentage_as_share(value) for title, value in text.items()
            }


def as_text(value: object) -> str:
    return "" if value is None else f"{value:.10g}" if isinstance(value, float) else str(value)


def percentage_as_share(text: str) -> str:
    """A text as `as_text` writes it: 70 % is 0.7, a decimal comma a point."""
    if text.endswith(" %"):
        return f"{float(text[:-2].replace(',', '.')) / 100:.10g}"
    try:
        return f"{float(text.replace(',', '.')):.10g}" if "," in text else text
    except ValueError:
        return text


def test_every_story_is_told_by_an_account_of_the_file(files: dict[str, Path]) -> None:
    codes = {a["Code client"] for a in rows(files["accounts"])}
    keys = {k["Code client"] for k in rows(files["key_accounts"])}
    assert set(STORIES.values()) <= codes
    assert {s.id for s in CAST if STORIES[s.id] in keys} == {s.id for s in CAST if s.key}


Invoiced = dict[str, list[tuple[date, Decimal]]]


def test_silent_decline_sells_less_and_less_often(invoiced: Invoiced) -> None:
    bought = invoiced[STORIES["silent_decline"]]
    now, before = (date(2026, 4, 1), AS_OF), (date(2025, 4, 1), date(2025, 9, 30))
    assert Decimal("0.3") < between(bought, *now) / between(bought, *before) < Decimal("0.8")
    visits = [len({d for d, _ in bought if first <= d <= last}) for first, last in (now, before)]
    assert visits[0] < visits[1]


def test_broken_rhythm_bought_every_month_and_then_nothing_for_75_days(invoiced: Invoiced) -> None:
    days = sorted({d for d, _ in invoiced[STORIES["broken_rhythm"]]})
    gaps = [(after - before).days for before, after in pairwise(days)]
    assert days[-1] == SILENT_FROM == AS_OF - timedelta(75)
    assert len(days) >= 40
    assert all(20 <= gap <= 40 for gap in gaps)


def test_lost_key_account_bought_until_january_2026_and_never_since(invoiced: Invoiced) -> None:
    bought = invoiced[STORIES["lost_key"]]
    assert date(2025, 12, 1) < bought[-1][0] <= date(2026, 1, 30)
    assert between(bought, date(2025, 1, 1), date(2025, 12, 31)) > 200_000


def test_one_key_contract_ends_within_four_months_without_renewal(files: dict[str, Path]) -> None:
    keys = {k["Code client"] for k in rows(files["key_accounts"]) if not k["Fin"]}
    ending = [
        c["Code client"]
        for c in rows(files["contracts"])
        if str(c["Date de fin"]) <= "2027-01-31" and c["Reconduction tacite"] == "Non" and c["Code client"] in keys
    ]
    assert ending == [STORIES["contract_ending"]]


def test_one_key_account_shrinks_year_after_year_while_the_others_grow(invoiced: Invoiced) -> None:
    years = [(date(y, 10, 1), date(y + 1, 9, 30)) for y in (2023, 2024, 2025)]
    alone = [between(invoiced[STORIES["shrinking_key"]], *year) for year in years]
    rest = [bought for code, bought in invoiced.items() if code not in ("", *STORIES.values())]
    others = [sum(between(bought, *year) for bought in rest) for year in years]
    assert alone[1] < Decimal("0.95") * alone[0]
    assert alone[2] < Decimal("0.95") * alone[1]
    assert alone[2] < Decimal("0.75") * alone[0]
    assert others[2] > others[1]


def test_project_season_and_newcomer_buy_only_in_their_window(invoiced: Invoiced) -> None:
    project = [d for d, _ in invoiced[STORIES["finished_project"]]]
    season = [d for d, _ in invoiced[STORIES["seasonal"]]]
    new = [d for d, _ in invoiced[STORIES["new_customer"]]]
    assert date(2024, 3, 1) <= min(project)
    assert max(project) <= date(2025, 2, 28)
    assert {d.month for d in season} == {3, 4, 5, 6}
    assert {d.year for d in season} == {2023, 2024, 2025, 2026}
    assert min(new) >= date(2026, 2, 3)


def test_another_seed_gives_a_portfolio_of_the_same_kind() -> None:
    seed = 7
    known = portfolio(seed)
    drawn = ledger(known, buying(known.accounts, seed), seed)
    broken = drawn.day[drawn.account == CAST[1].index]
    assert 55_000 <= len(drawn) <= 65_000
    assert len(known.key_on(AS_OF)) == 18
    assert broken.max() == (SILENT_FROM - FIRST_DAY).days
