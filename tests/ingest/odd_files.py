"""Exports as they really arrive, written by this module: every case is a small file and what it must give.

The three lines of `LINES` are worth 1,800.00; a case that loads something else says so.
"""

import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl

TITLES = ("N° facture", "Date facture", "Code client", "Raison sociale", "Montant HT")
LINES = (
    ("F001", "15/01/2024", "00123", "Pâtisserie Élégante", "1234,56"),
    ("F002", "20/02/2024", "00456", "Borel & Fils", "-200,00"),
    ("F003", "31/03/2024", "00123", "Pâtisserie Élégante", "765,44"),
)
TOTAL = "1800.00"


@dataclass(frozen=True)
class Case:
    """One file, and what an import of it must answer."""

    name: str
    file: str
    content: bytes
    rows: int = 3
    total: str = TOTAL
    outcome: str = "loaded"
    asks: tuple[str, ...] = ()
    answers: dict[str, str] = field(default_factory=dict)
    skipped: dict[str, int] | None = None
    quarantined: int = 0
    kind: str | None = None
    accounts: tuple[str, ...] | None = None
    says: str = ""


def text(rows: Iterable[Sequence[str]], separator: str = ";", end: str = "\r\n") -> str:
    """Rows as a text export writes them, without quotes."""
    return "".join(separator.join(row) + end for row in rows)


def table(*rows: Sequence[str], titles: Sequence[str] = TITLES, **how: str) -> bytes:
    return text([titles, *(rows or LINES)], **how).encode()


def amounts(*cells: str) -> bytes:
    """One invoice for each amount."""
    return table(*((f"F{i:03}", "15/01/2024", "00123", "Alcyon", cell) for i, cell in enumerate(cells)))


def dated(*cells: str) -> bytes:
    """One invoice of 10.00 for each date."""
    return table(*((f"F{i:03}", cell, "00123", "Alcyon", "10,00") for i, cell in enumerate(cells)))


def coded(*cells: str) -> bytes:
    """One invoice of 10.00 for each customer code."""
    titles = ("N° facture", "Date facture", "Code client", "Montant HT")
    return table(*((f"F{i:03}", "15/01/2024", cell, "10,00") for i, cell in enumerate(cells)), titles=titles)


def workbook(*sheets: tuple[str, Sequence[Sequence[Any]]], change: Callable[[Any], None] | None = None) -> bytes:
    """A workbook with these sheets; `change` may do more to it."""
    book = openpyxl.Workbook()
    del book[book.active.title]
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    if change is not None:
        change(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def typed() -> list[tuple[Any, ...]]:
    """The three lines with dates and numbers as a workbook holds them."""
    return [(n, datetime.strptime(d, "%d/%m/%Y"), c, name, float(a.replace(",", "."))) for n, d, c, name, a in LINES]


def at(sheet: Any, row: int, column: int, rows: Iterable[Sequence[Any]]) -> None:
    """Write rows from one cell on."""
    for r, cells in enumerate(rows, start=row):
        for c, value in enumerate(cells, start=column):
            sheet.cell(r, c, value)


def zipped(**members: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def opendocument(rows: Sequence[Sequence[Any]]) -> bytes:
    """A minimal ODS file: texts, numbers, and dates as typed cells."""
    cells = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    names = "".join(f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    content = f"""<?xml version="1.0" encoding="UTF-8"?><office:document-content{names} office:version="1.2">
<office:body><office:spreadsheet><table:table table:name="Feuille1">{cells}</table:table>
</office:spreadsheet></office:body></office:document-content>"""
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>"""
    return zipped(
        **{"mimetype": kind.encode(), "content.xml": content.encode(), "META-INF/manifest.xml": manifest.encode()}
    )


def _ods_cell(value: Any) -> str:
    if isinstance(value, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{value:%Y-%m-%d}"/>'
    if isinstance(value, float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    shown = str(value).replace("&", "&amp;")
    return f'<table:table-cell office:value-type="string"><text:p>{shown}</text:p></table:table-cell>'


def html_table(rows: Iterable[Sequence[str]]) -> bytes:
    """What many programs call an Excel export: a page with one table."""
    body = "".join("<tr>" + "".join(f"<td>{c.replace('&', '&amp;')}</td>" for c in row) + "</tr>" for row in rows)
    return f"<html><head><meta charset='utf-8'></head><body><table>{body}</table></body></html>".encode()


BOM_LE, BOM_BE = b"\xff\xfe", b"\xfe\xff"
PLAIN = text([TITLES, *LINES])

ENCODINGS = [
    Case("utf-8", "f.csv", PLAIN.encode()),
    Case("utf-8 with mark", "f.csv", PLAIN.encode("utf-8-sig")),
    Case("cp1252", "f.csv", PLAIN.encode("cp1252")),
    Case("cp850", "f.csv", PLAIN.encode("cp850"), accounts=("00123", "00456")),
    Case("iso-8859-15", "f.txt", PLAIN.replace("Borel & Fils", "Œuvre à 5 €").encode("iso8859-15")),
    Case("utf-16 le with mark, tab", "f.xls", BOM_LE + text([TITLES, *LINES], "\t").encode("utf-16-le")),
    Case("utf-16 be with mark", "f.csv", BOM_BE + PLAIN.encode("utf-16-be")),
    Case("utf-16 le without mark", "f.csv", PLAIN.encode("utf-16-le")),
    Case("utf-16 be without mark", "f.csv", PLAIN.encode("utf-16-be")),
    Case("mac roman line ends", "f.csv", text([TITLES, *LINES], end="\r").encode("cp1252")),
    Case(
        "two encodings in one file",
        "f.csv",
        table(*LINES[:2]) + text([LINES[2]]).encode("cp1252"),
        accounts=("00123", "00456"),
        says="mélange deux encodages",
    ),
    Case("accents damaged before", "f.csv", PLAIN.encode().decode("cp1252", "ignore").encode(), says="rétablis"),
    Case("NUL bytes between cells", "f.csv", PLAIN.replace("F002", "F\x00002").encode()),
    Case("line ends mixed", "f.csv", PLAIN.replace("\r\n", "\n", 2).encode()),
    Case("CR CR LF", "f.csv", PLAIN.replace("\r\n", "\r\r\n").encode()),
]

LAYOUTS = [
    Case(
        "comma and quotes",
        "f.csv",
        "".join(",".join(f'"{c}"' for c in row) + "\n" for row in [TITLES, *LINES]).encode(),
    ),
    Case("accents lost before", "f.csv", PLAIN.replace("É", "\ufffd").encode(), says="« Pâtisserie \ufffdlégante »"),
    Case("pipe", "f.txt", table(separator="|")),
    Case("tab", "f.tsv", table(separator="\t")),
    Case("separator line of Excel", "f.csv", b"sep=;\r\n" + PLAIN.encode()),
    Case("trailing separators", "f.csv", text([*([(*r, "") for r in [TITLES, *LINES]])]).encode()),
    Case("trailing separators in the lines only", "f.csv", text([TITLES, *((*r, "") for r in LINES)]).encode()),
    Case(
        "title, filter and blank lines",
        "f.csv",
        ("Journal des ventes\r\nPériode : 01/01/2024 - 31/03/2024;Société : 01\r\n\r\n" + PLAIN).encode(),
    ),
    Case(
        "title lines padded with separators",
        "f.csv",
        ("Journal des ventes;;;;\r\nÉdité le 02/04/2024;;;;\r\n;;;;\r\n" + PLAIN).encode(),
    ),
    Case("header far below", "f.csv", ("".join(f"Filtre {i} : tous;;;;\r\n" for i in range(25)) + PLAIN).encode()),
    Case("blank columns", "f.csv", text([(r[0], "", *r[1:3], "", *r[3:]) for r in [TITLES, *LINES]]).encode()),
    Case("quoted line break", "f.csv", PLAIN.replace("Borel & Fils", '"Borel\n& Fils"').encode()),
    Case("stray quote inside a cell", "f.csv", PLAIN.replace("Borel & Fils", 'Borel 19" & Fils').encode()),
    Case("stray quote opens a cell", "f.csv", PLAIN.replace("Borel & Fils", '"Borel" & Fils').encode()),
    Case("short row", "f.csv", (PLAIN + "F004;01/04/2024\r\n").encode(), quarantined=1),
    Case(
        "long row",
        "f.csv",
        (PLAIN + "F004;01/04/2024;00123;Alcyon;5,00;;;x\r\n").encode(),
        outcome="ask",
        asks=("ragged",),
    ),
    Case(
        "header again in the middle",
        "f.csv",
        text([TITLES, LINES[0], TITLES, LINES[1], TITLES, LINES[2]]).encode(),
        skipped={"header": 2},
    ),
    Case(
        "header again with other case",
        "f.csv",
        text([TITLES, LINES[0], [t.upper() + " " for t in TITLES], *LINES[1:]]).encode(),
        skipped={"header": 1},
    ),
    Case("header only", "f.csv", text([TITLES]).encode(), outcome="empty"),
    Case("empty", "f.csv", b"", outcome="empty"),
    Case("blank lines only", "f.csv", b"\r\n\r\n;;;\r\n", outcome="empty"),
    Case("a cell of a million characters", "f.csv", PLAIN.replace("Borel & Fils", "x" * 1_000_000).encode()),
    Case("blank lines between", "f.csv", PLAIN.replace("\r\nF002", "\r\n\r\n;;;;\r\nF002").encode()),
]

TOTALS = [
    Case("labelled total", "f.csv", (PLAIN + "Total;;;;1800,00\r\n").encode(), skipped={"total": 1}),
    Case("total in another column", "f.csv", (PLAIN + ";;;TOTAL GÉNÉRAL;1800,00\r\n").encode(), skipped={"total": 1}),
    Case("unlabelled total", "f.csv", (PLAIN + ";;;;1800,00\r\n").encode(), skipped={"total": 1}),
    Case(
        "total of a customer by name",
        "f.csv",
        text(
            [
                TITLES,
                LINES[0],
                LINES[2],
                ("", "", "", "Total Pâtisserie Élégante", "2000,00"),
                LINES[1],
                ("", "", "", "Total Borel & Fils", "-200,00"),
                ("", "", "", "Total général", "1800,00"),
            ]
        ).encode(),
        skipped={"total": 3},
    ),
    Case(
        "unlabelled subtotals",
        "f.csv",
        text(
            [
                TITLES,
                LINES[0],
                LINES[2],
                ("", "", "", "", "2000,00"),
                LINES[1],
                ("", "", "", "", "-200,00"),
                ("", "", "", "", "1800,00"),
            ]
        ).encode(),
        skipped={"total": 3},
    ),
    Case(
        "totals that repeat the code",
        "f.csv",
        text(
            [
                TITLES,
                LINES[0],
                LINES[2],
                ("Total 00123", "", "00123", "Pâtisserie Élégante", "2000,00"),
                LINES[1],
                ("Total 00456", "", "00456", "Borel & Fils", "-200,00"),
            ]
        ).encode(),
        skipped={"total": 2},
    ),
    Case(
        "a customer called Total",
        "f.csv",
        table(*LINES[:2], ("F003", "31/03/2024", "00789", "Total Énergies", "765,44")),
    ),
    Case(
        "report à nouveau",
        "f.csv",
        text(
            [TITLES, LINES[0], ("", "", "", "À reporter", "1234,56"), ("", "", "", "Report", "1234,56"), *LINES[1:]]
        ).encode(),
        skipped={"total": 2},
    ),
    Case(
        "footer lines",
        "f.csv",
        (PLAIN + "\r\nTotal;;;;1800,00\r\n3 lignes\r\nConfidentiel - Ne pas diffuser\r\nPage 1/1\r\n").encode(),
    ),
    Case("count below", "f.csv", (PLAIN + "Nombre de lignes : 3;;;;\r\n").encode()),
]

VALUES = [
    Case("blanks as thousands", "f.csv", amounts("1 234,56", "12,50"), 2, "1247.06"),
    Case("no-break blanks", "f.csv", amounts("1\u00a0234,56", "12\u202f345,50"), 2, "13580.06"),
    Case("apostrophes", "f.csv", amounts("1'234,56", "1’234’567,00"), 2, "1235801.56"),
    Case("currency before and after", "f.csv", amounts("€ 1 234,56", "12,50 €", "12,00 EUR", "EUR 1,00"), 4, "1260.06"),
    Case("dollars", "f.csv", amounts("$1,234.56", "-$12.50", "£3.00", "(£1.00)"), outcome="ask", asks=("currency",)),
    Case("minus after", "f.csv", amounts("155,22-", "12,00", "1.234,00-", "5.000,00"), 4, "3622.78"),
    Case("minus apart", "f.csv", amounts("- 155,22", "12,00 -", "−7,00", "500,00"), 4, "325.78"),
    Case("brackets", "f.csv", amounts("(155,22)", "( 12,00 )", "(1 000,00) €", "2 000,00 €"), 4, "832.78"),
    Case("dots as thousands", "f.csv", amounts("1.234.567,89", "1.000,00"), 2, "1235567.89"),
    Case("three decimals only", "f.csv", amounts("1.234", "5.678"), outcome="ask", asks=("decimal:Montant HT",)),
    Case("error cells", "f.csv", amounts("10,00", "#DIV/0!", "#N/A", "#REF!"), 1, "10.00", quarantined=3),
    Case("infinities", "f.csv", amounts("10.5", "NaN", "INF", "-Infinity"), 1, "10.50", quarantined=3),
    Case("scientific", "f.csv", amounts("1,5E+3", "2,0E-1"), 2, "1500.20"),
    Case("plus sign", "f.csv", amounts("+10,00", "-3,00"), 2, "7.00"),
    Case("dates as words", "f.csv", dated("3 janv. 2024", "14 février 2024", "1er mars 2024", "31 déc. 2023"), 4, "40"),
    Case("dates as English words", "f.csv", dated("Jan 3, 2024", "14 May 2024", "1-Mar-24", "Dec 1 2023"), 4, "40"),
    Case("weekday before", "f.csv", dated("lundi 15 janvier 2024", "mer. 17/01/2024"), 2, "20"),
    Case(
        "ISO with time and zone",
        "f.csv",
        dated("2024-01-15T10:00:00Z", "2024-01-16T23:30:00+01:00", "2024-01-17 08:00:00.000"),
        3,
        "30",
    ),
    Case("times after", "f.csv", dated("15/01/2024 10:30", "16/01/2024 10h30", "17/01/2024 à 10:30"), 3, "30"),
    Case("English times after", "f.csv", dated("1/15/2024 10:30 AM", "1/16/2024 1:05:00 PM"), 2, "20"),
    Case("compact days", "f.csv", dated("20240115", "20240216"), 2, "20"),
    Case("serials as text", "f.csv", dated("45306", "45337"), 2, "20"),
    Case("dots in days", "f.csv", dated("15.01.2024", "16.1.24"), 2, "20"),
    Case("months as days", "f.csv", dated("01/2024", "02/2024"), 2, "20"),
    Case(
        "ambiguous days", "f.csv", dated("03/04/2024", "05/06/2024"), outcome="ask", asks=("date_order:Date facture",)
    ),
    Case("serials beside days", "f.csv", dated("45306", "16/01/2024"), 2, "20"),
    Case("impossible day", "f.csv", dated("31/02/2024", "15/02/2024"), 1, "10", quarantined=1),
    Case("codes with zeros", "f.csv", coded("00123", "123", "0123"), 3, "30", accounts=("00123", "0123", "123")),
    Case("codes as floats", "f.csv", coded("123.0", "456.0"), 2, "20", accounts=("123", "456")),
    Case("codes as French floats", "f.csv", coded("123,00", "456,00"), 2, "20", accounts=("123", "456")),
    Case("codes partly floats", "f.csv", coded("123.0", "A45"), 2, "20", accounts=("123.0", "A45")),
    Case("codes spoilt by Excel", "f.csv", coded("1.23E+15", "1.24E+15"), 2, "20", says="1.23E+15"),
    Case("codes kept by a formula", "f.csv", coded('="00123"', '="00456"'), 2, "20", accounts=("00123", "00456")),
    Case("codes kept by an apostrophe", "f.csv", coded("'00123", "'00456"), 2, "20", accounts=("00123", "00456")),
]
