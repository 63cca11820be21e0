"""The first rows of a file before anything of it is recognised, and the values beside each title."""

from pathlib import Path

from kam_analytics.ingest.dialogue.mapping import ColumnMapping
from kam_analytics.ingest.preview import ROW, SOURCE_ROWS, preview
from kam_analytics.ui.imports.columns import ChosenColumns, candidates, with_examples


def written(folder: Path, text: str) -> Path:
    path = folder / "unknown.csv"
    path.write_text(text, "utf-8")
    return path


def test_a_file_of_no_known_kind_shows_its_rows_under_its_titles(tmp_path: Path) -> None:
    rows = "\n".join(f"blue;{n};x" for n in range(1, 12))
    shown = preview(written(tmp_path, f"Colour;Size;Remark\n{rows}\n"))
    assert (shown.outcome, shown.kind, shown.rows) == ("ask", None, ())
    assert shown.cells[0] == {ROW: "2", "Colour": "blue", "Size": "1", "Remark": "x"}
    assert len(shown.cells) == SOURCE_ROWS
    assert shown.is_unlike_any
    crosstab = preview(
        written(tmp_path, "Client;T1 2025;T2 2025;T3 2025\nAlcyon;1000;1050;990\nBorel;3000;3210;2870\n")
    )
    assert (crosstab.kind, crosstab.is_unlike_any) == (None, False)


def test_a_recognised_file_shows_what_its_titles_hold_without_what_is_nobodys_business(tmp_path: Path) -> None:
    text = "Date;Client;Montant HT;Numéro de sécurité sociale\n05/03/2024;Alcyon;11,00;1850775\n"
    text += "06/03/2024;Borel;;1850776\n"
    shown = preview(written(tmp_path, text))
    assert with_examples("Client", shown, "fr") == "Client · Alcyon, Borel"
    assert with_examples("Montant HT", shown, "en") == "Montant HT · 11,00"
    assert with_examples("[Prix] * [Quantité]", shown, "fr") == "[Prix] * [Quantité]"
    assert "1850775" not in str(shown.cells)


def test_a_sheet_without_titles_shows_its_cells_under_letters(tmp_path: Path) -> None:
    shown = preview(written(tmp_path, "1;2\n3;4\n5;6\n"))
    assert shown.outcome == "ask"
    assert shown.cells[0] == {ROW: "1", "A": "1", "B": "2"}


def test_the_product_of_price_and_quantity_is_offered_before_a_column_and_nothing_is_taken(
    tmp_path: Path,
) -> None:
    text = "OrderID,CustomerID,OrderDate,ProductID,UnitPrice,Quantity,Discount\n"
    text += "\n".join(f"{n},A{n},2024-03-05,P,1{n},3,0.1{n}" for n in range(1, 8))
    shown = preview(written(tmp_path, text))
    assert shown.mapping.get("amount") is None
    offered = candidates("amount", shown)
    assert offered[0] == "[UnitPrice] * [Quantity] * (1 - [Discount])"
    assert len(offered) > 1  # the page takes a candidate by itself only where it is the only one
    chosen = {**shown.mapping, "amount": offered[0]}
    (first, *_) = preview(tmp_path / "unknown.csv", ColumnMapping(kind="revenue", columns=dict(chosen))).rows
    assert round(float(first["amount"]), 2) == round(11 * 3 * (1 - 0.11), 2)


def test_what_no_column_holds_is_one_value_for_all_rows(tmp_path: Path) -> None:
    shown = preview(written(tmp_path, "Qui;Jour;Somme\nK1;2024-01-01;100\nK1;2024-04-01;200\n"))
    columns = {"who": "Qui", "period_start": "Jour", "value": "Somme", "sent_on": ""}
    always = {"scope": "=kam", "measure": "=revenue", "period_end": "=next_start"}
    mapping = ChosenColumns({**columns, **always}).added_to(ColumnMapping(kind="targets"))
    assert (mapping.constants, mapping.period_end) == ({"scope": "kam", "measure": "revenue"}, "next_start")
    shown = preview(tmp_path / "unknown.csv", mapping)
    assert (shown.outcome, len(shown.rows)) == ("ready", 2), shown.questions
    assert shown.mapping["period_end"] == "next_start"
