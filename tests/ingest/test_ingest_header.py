"""Reading and header: encodings, separators, where the table begins, which kind it is, which column fills what."""

import gzip
import zipfile
from pathlib import Path

import openpyxl
import pytest

from kam_analytics.core.kinds import KINDS
from kam_analytics.ingest.dialogue.mapping import ColumnMapping
from kam_analytics.ingest.dialogue.refusals import MappingRefused
from kam_analytics.ingest.header.header import Header, find_header
from kam_analytics.ingest.inspection import inspect
from kam_analytics.ingest.layout.layout import match_columns, recognise
from kam_analytics.ingest.notation.dictionary import titles_of
from kam_analytics.ingest.notation.folding import fold
from kam_analytics.ingest.preview import preview
from kam_analytics.ingest.read.text_files import find_separator, prepare_text

TABLE = "Code client;Société;Note\nC1;Pâtisserie Élégante – « été » à 10 €;5\n"


def labelled(*labels: str) -> Header:
    return Header("table", 1, labels, tuple(range(len(labels))))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_every_usual_encoding_reads_the_same(tmp_path, encoding):
    (tmp_path / "f.csv").write_bytes(TABLE.encode(encoding))
    assert prepare_text(tmp_path / "f.csv", tmp_path).path.read_text("utf-8").splitlines()[1] == TABLE.splitlines()[1]


def test_the_euro_sign_of_latin_9_is_recognised(tmp_path):
    (tmp_path / "f.csv").write_bytes("Coût;10 €\n".encode("iso8859-15"))
    assert prepare_text(tmp_path / "f.csv", tmp_path).encoding == "iso8859-15"


@pytest.mark.parametrize(
    ("sample", "separator", "width"),
    [
        ("a;b\n1,5;2,5\n3,5;4,5\n", ";", 2),
        ("a,b,c\n1,2,3\n", ",", 3),
        ("a\tb\n1,5\t2\n", "\t", 2),
        ("a|b\n1|2\n", "|", 2),
        ('a,b\n"x;y",1\n"z;w",2\n', ",", 2),
        ("alone\nvalue\n", ",", 1),
    ],
)
def test_the_separator_is_the_one_that_divides_every_row_alike(sample, separator, width):
    assert find_separator(sample) == (separator, width)


def test_a_gzipped_export_is_read(tmp_path):
    (tmp_path / "f.csv.gz").write_bytes(gzip.compress(TABLE.encode()))
    assert inspect(tmp_path / "f.csv.gz").columns == ("Code client", "Société", "Note")


def test_a_workbook_that_unfolds_a_thousandfold_is_not_opened(tmp_path):
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * (300 * 2**20))
    seen = inspect(tmp_path / "bomb.xlsx")
    assert (seen.outcome, "décompressé" in seen.message.fr) == ("refused", True)


ROWS = {
    "a title above": [("Ventes 2024", None), (None, None), ("Client", "Montant"), ("Alcyon", "10")],
    "titles printed twice": [("Client", "Montant"), ("Client", "Montant"), ("Alcyon", "10")],
    "texts only": [("Ville", "Pays"), ("Lyon", "France"), ("Nantes", "France")],
}


@pytest.mark.parametrize(("name", "row"), [("a title above", 3), ("titles printed twice", 1), ("texts only", 1)])
def test_the_title_row_is_found(name, row):
    found = find_header(list(enumerate(ROWS[name], start=1)), frozenset({"client", "montant"}))
    assert (found.verdict, found.row) == ("table", row)


@pytest.mark.parametrize(
    ("rows", "verdict"),
    [
        ([], "empty"),
        ([("2024-01-01", "15"), ("2024-01-02", "16")], "no header"),
        ([("Nom", "Âge", None, None, "Nom", "Âge"), ("A", "1", None, None, "B", "2")], "several tables"),
    ],
)
def test_what_is_no_single_table_is_not_guessed(rows, verdict):
    assert find_header(list(enumerate(rows, start=1)), frozenset()).verdict == verdict


def test_equal_titles_stay_apart():
    found = find_header([(1, ("id", "nom", "id")), (2, ("1", "A", "001"))], frozenset())
    assert (found.labels, found.repeated) == (("id", "nom", "id #2"), ("id",))


@pytest.mark.parametrize(
    ("kind", "labels"),
    [
        ("opportunities", ("Opportunity Owner", "Account Name", "Opportunity Name", "Stage", "Amount", "Close Date")),
        ("opportunities", ("Propriétaire de l'opportunité", "Client Final", "Etape", "Prix total", "Date de clôture")),
        (
            "opportunities",
            (
                "ID de fiche d'informations",
                "Nom de la transaction",
                "Montant",
                "Date de fermeture",
                "Associated Company (Primary)",
            ),
        ),
        ("opportunities", ("Deal - Title", "Deal - Value", "Deal - Organization", "Deal - Expected close date")),
        ("revenue", ("Date", "N°", "Type", "Client", "Montant HT", "Montant TVA", "Montant TTC", "Date échéance")),
        ("revenue", ("N° Facture", "Date", "Code tiers", "Raison sociale", "N° Ligne", "Montant HT", "Échéance")),
        (
            "revenue",
            (
                "Nom d'affichage du partenaire de la facture",
                "Numéro",
                "Date de facturation",
                "Montant hors taxes signé",
                "Taxe",
            ),
        ),
        ("accounts", ("Code", "Nom", "Type de client", "SIRET", "Représentant", "Pays", "IBAN", "BIC")),
        (None, ("Produit", "Couleur", "Poids")),
    ],
)
def test_known_exports_are_recognised_by_their_titles(kind, labels):
    assert recognise(labelled(*labels)) == kind


def test_the_amount_without_vat_is_preferred():
    columns = match_columns(KINDS["revenue"], labelled("Date", "Client", "Montant TTC", "Montant HT", "Montant TVA"))
    assert columns["amount"].title == "Montant HT"


def test_every_canonical_name_and_label_is_an_alias_of_its_field():
    for kind in KINDS.values():
        for field in kind.fields:
            assert {fold(field.name), fold(field.label.fr), fold(field.label.en)} <= set(titles_of(kind.id)[field.name])


@pytest.mark.parametrize(
    "text",
    ["{", "[]", '{"kindd": "revenue"}', '{"decimal": ";"}', '{"unit": "x"}', '{"kind": "nope"}', '{"columns": []}'],
)
def test_a_mapping_that_cannot_be_followed_is_refused(text):
    with pytest.raises(MappingRefused):
        ColumnMapping.from_json(text)


def test_a_mapping_is_written_as_it_was_read():
    text = {"kind": "targets", "columns": {"who": "#1", "set_on": None}, "unit": 1000, "period_end": "next_start"}
    assert ColumnMapping.from_dict(text).as_json() == text


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_another_sheet_with_other_titles_is_asked_about(tmp_path):
    path = workbook(
        tmp_path / "f.xlsx",
        Nord=[["Ville", "CA"], ["Lille", 1], ["Lens", 2]],
        Stock=[["Article", "Quantité"], ["A1", 1], ["A2", 2]],
    )
    seen = inspect(path)
    assert [(q.id, q.choices) for q in seen.questions] == [("sheet", ("Nord", "Stock"))]
    assert inspect(path, ColumnMapping(sheet="Stock")).columns == ("Article", "Quantité")


def test_a_sheet_of_explanations_is_no_rival(tmp_path):
    rows: list[list[object]] = [["Code", "Libellé"], ["A", "x"], ["B", "y"]]
    path = workbook(tmp_path / "f.xlsx", Notice=rows, Données=[["Ville", "CA"], ["Lille", 1], ["Lens", 2]])
    assert (inspect(path).outcome, inspect(path).sheet) == ("table", "Données")


def test_a_preview_shows_typed_rows_and_suggests_columns(tmp_path):
    text = "N° facture;Date facture;Code client;Montnt HT;Téléphone\nF1;31/01/2024;C1;10,50;0601020304\n"
    (tmp_path / "f.csv").write_text(text, "utf-8")
    shown = preview(tmp_path / "f.csv", ColumnMapping(kind="revenue"))
    assert shown.outcome == "ask"
    assert shown.suggestions["amount"][0] == "Montnt HT"
    assert "Téléphone" not in shown.headers
    ready = preview(tmp_path / "f.csv", ColumnMapping(kind="revenue", answers={"column:amount": "Montnt HT"}))
    assert (ready.outcome, str(ready.rows[0]["amount"])) == ("ready", "10.5000")
