"""Workbooks, archives and misnamed files as they really arrive, with what each must give (see `odd_files`)."""

import gzip
from datetime import date, timedelta
from typing import Any

from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from tests.ingest.odd_files import (
    LINES,
    PLAIN,
    TITLES,
    Case,
    at,
    html_table,
    opendocument,
    text,
    typed,
    workbook,
    zipped,
)

DATA = [TITLES, *typed()]


def laid(change: Any, rows: Any = ()) -> bytes:
    """One sheet that `change` fills."""
    return workbook(("Ventes", rows), change=lambda book: change(book["Ventes"]))


def _not_at_a1(sheet: Worksheet) -> None:
    at(sheet, 6, 3, DATA)


def _titles_above(sheet: Worksheet) -> None:
    at(sheet, 1, 1, [["Journal des ventes"], [], ["Période", "2024"], ["Société", "01"], []])
    at(sheet, 6, 1, DATA)
    sheet.merge_cells("A1:E1")


def _two_level_header(sheet: Worksheet) -> None:
    at(sheet, 1, 1, [["Pièce", None, "Client", None, "Montants"], TITLES, *typed()])
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("C1:D1")


def _line_breaks_in_titles(sheet: Worksheet) -> None:
    at(sheet, 1, 1, [["N°\nfacture", "Date\nfacture", "Code\nclient", "Raison\nsociale", "Montant\nHT"], *typed()])


def _merged_body(sheet: Worksheet) -> None:
    """One customer's cells are merged over its lines: a group whose cells below are blank."""
    lines = typed()
    at(sheet, 1, 1, [("Raison sociale", "Code client", "N° facture", "Date facture", "Montant HT")])
    at(sheet, 2, 1, [(x[3], x[2], x[0], x[1], x[4]) for x in (lines[0], lines[2], lines[1])])
    sheet["A3"] = sheet["B3"] = None
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("B2:B3")


def _totals(sheet: Worksheet) -> None:
    at(sheet, 1, 1, DATA)
    at(sheet, 5, 1, [["Total", None, None, None, 1800.0], [], ["Source : ERP, édité le 02/04/2024"]])


def _unlabelled_total(sheet: Worksheet) -> None:
    at(sheet, 1, 1, DATA)
    sheet["E5"] = 1800.0


def _serials(sheet: Worksheet) -> None:
    at(sheet, 1, 1, [TITLES, *((n, (d.date() - date(1899, 12, 30)).days, c, s, a) for n, d, c, s, a in typed())])


def _text_amounts(sheet: Worksheet) -> None:
    at(sheet, 1, 1, [TITLES, *((n, d, c, s, f"{a:.2f} €".replace(".", ",")) for n, d, c, s, a in typed())])


def _mixed_amounts(sheet: Worksheet) -> None:
    """Some amounts are numbers, others texts with a comma, as after a paste."""
    rows = typed()
    at(sheet, 1, 1, [TITLES, rows[0], (*rows[1][:4], "-200,00"), (*rows[2][:4], "765,44")])


def _mixed_dates(sheet: Worksheet) -> None:
    rows = typed()
    at(sheet, 1, 1, [TITLES, rows[0], (rows[1][0], "20/02/2024", *rows[1][2:]), (rows[2][0], 45382, *rows[2][2:])])


def _numeric_codes(sheet: Worksheet) -> None:
    at(sheet, 1, 1, [TITLES, *((n, d, int(c), s, a) for n, d, c, s, a in typed())])


def _long_codes(sheet: Worksheet) -> None:
    at(sheet, 1, 1, [TITLES, *((n, d, 700_000_000_000_000 + int(c), s, a) for n, d, c, s, a in typed())])


def _errors(sheet: Worksheet) -> None:
    at(sheet, 1, 1, [*DATA, ("F004", date(2024, 4, 1), "00123", "Alcyon", "#DIV/0!")])
    sheet["E5"].data_type = "e"


def _formulas(sheet: Worksheet) -> None:
    """Cells with scripts and formulas in them are texts."""
    rows = typed()
    at(sheet, 1, 1, [TITLES, (*rows[0][:3], "=HYPERLINK(1)", rows[0][4]), *rows[1:]])
    sheet["D2"].data_type = "s"


def _hidden_rows(sheet: Worksheet) -> None:
    at(sheet, 1, 1, DATA)
    sheet.auto_filter.ref = "A1:E4"
    sheet.row_dimensions[3].hidden = True


def _blank_first_row_and_column(sheet: Worksheet) -> None:
    at(sheet, 2, 2, DATA)


def _header_row_40(sheet: Worksheet) -> None:
    at(sheet, 1, 1, [["Extraction"], ["Filtres", "aucun"]])
    at(sheet, 40, 1, DATA)


def _mac(book: Any) -> None:
    book.epoch = CALENDAR_MAC_1904


def _times(sheet: Worksheet) -> None:
    at(sheet, 1, 1, [TITLES, *((n, d + timedelta(hours=10, minutes=5), c, s, a) for n, d, c, s, a in typed())])


MONTHS = ("N° facture", "Mois", "Code client", "Raison sociale", "Montant HT")

WORKBOOKS = [
    Case("plain workbook", "f.xlsx", workbook(("Ventes", DATA))),
    Case("not at A1", "f.xlsx", laid(_not_at_a1)),
    Case("blank first row and column", "f.xlsx", laid(_blank_first_row_and_column)),
    Case("titles above, merged", "f.xlsx", laid(_titles_above)),
    Case("header on row 40", "f.xlsx", laid(_header_row_40)),
    Case("two-level header", "f.xlsx", laid(_two_level_header)),
    Case("line breaks in titles", "f.xlsx", laid(_line_breaks_in_titles)),
    Case("merged body", "f.xlsx", laid(_merged_body), accounts=("00123", "00456")),
    Case("labelled total and footer", "f.xlsx", laid(_totals)),
    Case("unlabelled total", "f.xlsx", laid(_unlabelled_total), skipped={"total": 1}),
    Case("serials", "f.xlsx", laid(_serials)),
    Case("1904 dates", "f.xlsx", workbook(("Ventes", DATA), change=_mac)),
    Case("times", "f.xlsx", laid(_times)),
    Case("amounts as texts", "f.xlsx", laid(_text_amounts)),
    Case("amounts partly texts", "f.xlsx", laid(_mixed_amounts)),
    Case("dates partly texts and serials", "f.xlsx", laid(_mixed_dates)),
    Case("codes as numbers", "f.xlsx", laid(_numeric_codes), accounts=("123", "456")),
    Case("long codes as numbers", "f.xlsx", laid(_long_codes), accounts=("700000000000123", "700000000000456")),
    Case("error cells", "f.xlsx", laid(_errors), quarantined=1),
    Case("formula in a name", "f.xlsx", laid(_formulas)),
    Case("filtered rows count", "f.xlsx", laid(_hidden_rows)),
    Case("an empty sheet first", "f.xlsx", workbook(("Feuil1", []), ("Ventes", DATA))),
    Case(
        "a cover sheet first",
        "f.xlsx",
        workbook(("Accueil", [["Rapport des ventes"], ["Édité le", "02/04/2024"]]), ("Ventes", DATA)),
    ),
    Case("two sheets of the same titles", "f.xlsx", workbook(("2024", DATA), ("2023", DATA)), says="2023"),
    Case(
        "two different tables",
        "f.xlsx",
        workbook(("Ventes", DATA), ("Clients", [["Code client", "Ville"], ["1", "Lyon"], ["2", "Brest"]])),
        outcome="ask",
        asks=("sheet",),
    ),
    Case("open document", "f.ods", opendocument(DATA)),
]

MISNAMED = [
    Case("page named xls", "f.xls", html_table([TITLES, *LINES])),
    Case("text named xls", "f.xls", PLAIN.encode("cp1252")),
    Case("tabs named xls", "f.xls", text([TITLES, *LINES], "\t").encode("cp1252")),
    Case("workbook named csv", "f.csv", workbook(("Ventes", DATA))),
    Case("text named xlsx", "f.xlsx", PLAIN.encode()),
    Case("open document named xlsx", "f.xlsx", opendocument(DATA)),
    Case("zipped text", "f.zip", zipped(**{"ventes.csv": PLAIN.encode()})),
    Case("zipped workbook", "f.zip", zipped(**{"dossier/ventes.xlsx": workbook(("Ventes", DATA))})),
    Case(
        "zipped with rubbish",
        "f.zip",
        zipped(**{"__MACOSX/._ventes.csv": b"\0\5", "ventes.csv": PLAIN.encode(), ".DS_Store": b"\0"}),
    ),
    Case(
        "two files zipped",
        "f.zip",
        zipped(**{"a.csv": PLAIN.encode(), "b.csv": PLAIN.encode()}),
        outcome="ask",
        asks=("member",),
    ),
    Case(
        "two files zipped, one chosen",
        "f.zip",
        zipped(**{"a.csv": PLAIN.encode(), "b.csv": text([TITLES, LINES[0]]).encode()}),
        1,
        "1234.56",
        answers={"member": "b.csv"},
    ),
    Case(
        "an archive in an archive", "f.zip", zipped(**{"a.zip": zipped(**{"b.csv": PLAIN.encode()})}), outcome="refused"
    ),
    Case("gzipped text", "f.csv.gz", gzip.compress(PLAIN.encode("utf-16"))),
    Case("gzipped workbook", "f.xlsx.gz", gzip.compress(workbook(("Ventes", DATA)))),
    Case("broken archive", "f.zip", zipped(**{"a.csv": PLAIN.encode()})[:60], outcome="refused"),
    Case("broken gzip", "f.gz", gzip.compress(PLAIN.encode())[:40], outcome="refused"),
]
