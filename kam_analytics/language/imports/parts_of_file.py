"""What is said of a file of which only a part was read: other tables of a page, hidden rows, formulas, encodings."""

from collections.abc import Iterable, Sequence
from typing import Any

from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language.sentences import fill, plural

JOINED = Text(
    fr="La page contient {n} tableaux aux mêmes colonnes : ils sont lus ensemble.",
    en="The page holds {n} tables with the same columns: they are read together.",
)
OTHERS = Text(
    fr="Autres tableaux de la page, non lus : {listed}. Pour les avoir, faites-en un fichier par tableau.",
    en="Other tables of the page, not read: {listed}. To have them, make one file for each table.",
)
ONE_OTHER = (
    Text(fr="« {titles} » ({n} ligne)", en="“{titles}” ({n} row)"),
    Text(fr="« {titles} » ({n} lignes)", en="“{titles}” ({n} rows)"),
)
HIDDEN_ON_PAGE = (
    Text(
        fr="{n} ligne que la page n’affiche pas est lue aussi.", en="{n} row that the page does not show is read too."
    ),
    Text(
        fr="{n} lignes que la page n’affiche pas sont lues aussi.",
        en="{n} rows that the page does not show are read too.",
    ),
)
HIDDEN_ROWS = (
    Text(
        fr="{n} ligne masquée ou filtrée du classeur est comptée aussi ({rows}) : {amount}. Pour l’écarter,"
        " supprimez-la du classeur.",
        en="{n} hidden or filtered row of the workbook counts too ({rows}): {amount}. To leave it out, delete it from"
        " the workbook.",
    ),
    Text(
        fr="{n} lignes masquées ou filtrées du classeur sont comptées aussi ({rows}) : {amount}. Pour les écarter,"
        " supprimez-les du classeur.",
        en="{n} hidden or filtered rows of the workbook count too ({rows}): {amount}. To leave them out, delete them"
        " from the workbook.",
    ),
)
ROWS = Text(fr="lignes {listed}", en="rows {listed}")
NO_AMOUNT = Text(fr="sans montant", en="no amount")
UNCALCULATED = (
    Text(
        fr="Colonne « {title} » : {n} formule jamais calculée ({cell}) est laissée vide ou à zéro. Ouvrez le fichier"
        " dans Excel, enregistrez-le, puis importez-le à nouveau.",
        en="Column “{title}”: {n} formula was never calculated ({cell}) and is left blank or at zero. Open the file in"
        " Excel, save it, then import it again.",
    ),
    Text(
        fr="Colonne « {title} » : {n} formules jamais calculées ({cell}…) sont laissées vides ou à zéro. Ouvrez le"
        " fichier dans Excel, enregistrez-le, puis importez-le à nouveau.",
        en="Column “{title}”: {n} formulas were never calculated ({cell}…) and are left blank or at zero. Open the"
        " file in Excel, save it, then import it again.",
    ),
)
MIXED_ENCODINGS = Text(
    fr="Le fichier mélange deux encodages : chaque passage est lu dans le sien. Vérifiez les noms accentués.",
    en="The file mixes two encodings: each passage is read in its own. Check the names with accents.",
)
REPAIRED_ACCENTS = Text(
    fr="Des accents étaient abîmés (« {damaged} ») : ils sont rétablis (« {repaired} »). Vérifiez les noms.",
    en="Accents were damaged (“{damaged}”): they are restored (“{repaired}”). Check the names.",
)
LOST_ACCENTS = Text(
    fr="Des caractères ont été perdus avant l’import (« {damaged} ») : un même client peut porter deux noms. Refaites"
    " l’export en UTF-8.",
    en="Characters were lost before the import (“{damaged}”): one customer may bear two names. Export again as UTF-8.",
)


def describe(page: dict[str, Any]) -> Iterable[Text]:
    """What is said of a page: tables read together, tables left out, rows that it does not show."""
    if page["tables"] > 1:
        yield fill(JOINED, n=_count(page["tables"]))
    if page["others"]:
        parts = [
            fill(plural(o["rows"], *ONE_OTHER), titles=", ".join(o["titles"]), n=_count(o["rows"]))
            for o in page["others"]
        ]
        listed = Text(fr=", ".join(p.fr for p in parts), en=", ".join(p.en for p in parts))
        yield fill(OTHERS, listed=listed)
    if page["hidden"]:
        yield fill(plural(page["hidden"], *HIDDEN_ON_PAGE), n=_count(page["hidden"]))


def hidden_rows(rows: Sequence[int], amount: Text | None) -> Text:
    """Rows that the workbook hides and that are loaded all the same, with their amount."""
    listed = ", ".join(map(str, rows[:5])) + ("…" if len(rows) > 5 else "")
    return fill(
        plural(len(rows), *HIDDEN_ROWS), n=_count(len(rows)), rows=fill(ROWS, listed=listed), amount=amount or NO_AMOUNT
    )


def uncalculated(title: str, count: int, cell: str) -> Text:
    """Formulas of a column whose result the file does not hold."""
    return fill(plural(count, *UNCALCULATED), title=title, n=_count(count), cell=cell)


def _count(number: int) -> Quantity:
    return Quantity(number, Unit.COUNT)
