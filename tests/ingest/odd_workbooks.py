"""Workbooks, archives and misnamed files as they really arrive, with what each must give (see `odd_files`)."""

import gzip
import quopri
import re
import zipfile
from collections.abc import Sequence
from datetime import date, timedelta
from io import BytesIO
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


PAGES = "<html><head><meta charset='utf-8'></head><body>{}</body></html>"


def page(*tables: str) -> bytes:
    return PAGES.format("".join(f"<h2>Suite</h2><table>{t}</table>" for t in tables)).encode()


def rows_of_page(*rows: Sequence[str], tag: str = "td") -> str:
    return "".join("<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in row) + "</tr>" for row in rows)


def web_archive(html: str) -> bytes:
    """A page as Excel saves it in one file: parts of text in quoted-printable."""
    head = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=XX\r\n\r\n"
    part = "--XX\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    body = quopri.encodestring(html.encode()).decode()
    return (head + part + body + "\r\n--XX--\r\n").encode()


def dbase() -> bytes:
    """The header of a dBase III table with one column and no record."""
    column = b"CLIENT".ljust(11, b"\0") + b"C" + b"\0" * 4 + bytes([10]) + b"\0" * 15
    return (
        bytes([3, 124, 4, 2])
        + (0).to_bytes(4, "little")
        + (65).to_bytes(2, "little")
        + (11).to_bytes(2, "little")
        + b"\0" * 20
        + column
        + b"\r\x1a"
    )


def stored_formulas(*values: str, column: str = "E") -> bytes:
    """Three lines whose amounts are formulas with the results that are given; an empty one was never calculated."""
    plain = laid(_amounts_as_formulas)
    with zipfile.ZipFile(BytesIO(plain)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    for row, value in enumerate(values, start=2):
        pattern = rf'(<c r="{column}{row}"[^>]*><f>[^<]*</f>)<v ?/?>(</v>)?'
        sheet = re.sub(pattern, rf"\g<1><v>{value}</v>", sheet)
    parts["xl/worksheets/sheet1.xml"] = sheet.encode()
    return zipped(**parts)


def _amounts_as_formulas(sheet: Worksheet) -> None:
    at(sheet, 1, 1, [[*TITLES, "Quantité"], *((*r[:4], f"=F{n}*10", 2) for n, r in enumerate(typed(), start=2))])


YEARS = [("2023", [TITLES, *typed()[:2]]), ("2024", [TITLES, typed()[2]])]
SHEET_CASES = [
    Case("a sheet a year", "f.xlsx", workbook(*YEARS), says="Feuilles lues ensemble"),
    Case("a sheet a month", "f.xlsx", workbook(("Ventes janv. 24", YEARS[0][1]), ("Ventes févr. 24", YEARS[1][1]))),
    Case(
        "a sheet a year, each with its total",
        "f.xlsx",
        workbook(
            ("2023", [*YEARS[0][1], ("Total", None, None, None, 1034.56)]),
            ("2024", [*YEARS[1][1], ("Total", None, None, None, 765.44)]),
        ),
        skipped={"total": 2},
    ),
    Case(
        "a sheet an agency",
        "f.xlsx",
        workbook(("Lyon", YEARS[0][1]), ("Brest", YEARS[1][1])),
        outcome="ask",
        asks=("sheet",),
    ),
    Case(
        "a sheet an agency, all of them",
        "f.xlsx",
        workbook(("Lyon", YEARS[0][1]), ("Brest", YEARS[1][1])),
        answers={"sheet": "*"},
    ),
    Case(
        "a sheet an agency, one of them",
        "f.xlsx",
        workbook(("Lyon", YEARS[0][1]), ("Brest", YEARS[1][1])),
        1,
        "765.44",
        answers={"sheet": "Brest"},
    ),
]
FORMULA_CASES = [
    Case("formulas with results", "f.xlsx", stored_formulas("1000.00", "-200.00", "1000.00")),
    Case("formulas of which one is zero", "f.xlsx", stored_formulas("1800.00", "0", "0")),
    Case("formulas never calculated", "f.xlsx", stored_formulas("", "", ""), outcome="ask", asks=("formulas",)),
    Case("formulas all stored as zero", "f.xlsx", stored_formulas("0", "0", "0"), outcome="ask", asks=("formulas",)),
    Case(
        "formulas all stored as zero, set aside",
        "f.xlsx",
        stored_formulas("0", "0", "0"),
        0,
        "0",
        answers={"formulas": "aside"},
        quarantined=3,
    ),
]
HEAD = rows_of_page(TITLES, tag="th")
SPANNED = (
    HEAD
    + "<tr><td>F001</td><td>15/01/2024</td><td rowspan=2>00123</td><td rowspan='2'>Alcyon</td><td>1234,56</td></tr>"
    + "<tr><td>F002</td><td>20/02/2024</td><td>565,44</td></tr>"
)
PAGE_CASES = [
    Case("page with a table a customer", "f.xls", page(*(HEAD + rows_of_page(r) for r in LINES)), says="3 tableaux"),
    Case("page with its titles apart", "f.xls", page(HEAD, rows_of_page(*LINES[:2]), rows_of_page(LINES[2]))),
    Case("cells over two rows", "f.xls", page(SPANNED), 2, accounts=("00123",)),
    Case(
        "an amount over two rows",
        "f.xls",
        page(SPANNED.replace("<td>1234,56", "<td rowspan=2>1800").replace("<td>565,44</td>", "")),
        1,
        quarantined=1,
    ),
    Case(
        "page with another table",
        "f.xls",
        page(HEAD + rows_of_page(*LINES), rows_of_page(("Avoir", "Total"), ("A1", "12,00"))),
        says="« Avoir, Total » (1 ligne)",
    ),
    Case(
        "page with a hidden row",
        "f.xls",
        page(HEAD + rows_of_page(*LINES).replace("<tr>", "<tr style='display: none'>", 1)),
        says="1 ligne que la page n’affiche pas",
    ),
    Case("web archive", "f.xls", web_archive(PAGES.format(f"<table>{HEAD}{rows_of_page(*LINES)}</table>"))),
]
REFUSED_BY_NAME = [
    Case("SYLK", "f.xls", b'ID;PWXL;N;E\r\nC;Y1;X1;K"Client"\r\nE\r\n', outcome="refused", says="SYLK"),
    Case("DIF", "f.dif", b'TABLE\r\n0,1\r\n"EXCEL"\r\nVECTORS\r\n', outcome="refused", says="DIF"),
    Case("dBase", "f.dbf", dbase(), outcome="refused", says="dBase"),
    Case("Lotus", "f.wk1", b"\0\0\2\0\4\4" + bytes(90), outcome="refused", says="Lotus"),
    Case("rich text", "f.xls", b"{\\rtf1 Client}", outcome="refused", says="RTF"),
    Case(
        "FEC as XML",
        "f.xml",
        b"<?xml version='1.0'?><comptabilite><exercice><journal><JournalCode>VE</JournalCode></journal></exercice>",
        outcome="refused",
        says="FEC au format XML",
    ),
    Case(
        "flat open document",
        "f.fods",
        b"<?xml version='1.0'?><office:document xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'/>",
        outcome="refused",
        says=".fods",
    ),
]

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
    Case("filtered rows count", "f.xlsx", laid(_hidden_rows), says="1 ligne masquée ou filtrée"),
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
