"""Texts of an import's report."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Protocol

from kam_analytics.core.text import Text

NBSP, NNBSP = "\u00a0", "\u202f"
NOTHING_TO_SAY = Text(fr="", en="")
READING_FILE = Text(fr="Lecture du fichier", en="Reading the file")
READING_VALUES = Text(fr="Lecture des valeurs", en="Reading the values")
CHECKING = Text(fr="Contrôle des lignes", en="Checking the rows")
LOADING = Text(fr="Chargement", en="Loading")

MISSING = Text(fr="La valeur obligatoire est absente.", en="The required value is missing.")
UNREADABLE = Text(
    fr="La valeur n’est pas lisible dans ce format de colonne.", en="The value does not read as this column’s format."
)
OVERLONG = Text(
    fr="La ligne a plus de cellules que la ligne de titres.", en="The row has more cells than the title row."
)
REJECTIONS = {"required": MISSING, "readable": UNREADABLE, "width": OVERLONG}
"""Rule → why it sets a row aside."""

_REASONS = {
    "blank": (("ligne vide", "lignes vides"), ("blank row", "blank rows")),
    "header": (("ligne de titres répétée", "lignes de titres répétées"), ("repeated title row", "repeated title rows")),
    "title": (("intertitre", "intertitres"), ("section title", "section titles")),
    "total": (("ligne de total", "lignes de total"), ("total row", "total rows")),
    "footer": (("mention de bas de page", "mentions de bas de page"), ("footer row", "footer rows")),
    "not revenue": (("ligne hors CA", "lignes hors CA"), ("non-revenue row", "non-revenue rows")),
    "cancelled": (("ligne annulée", "lignes annulées"), ("cancelled row", "cancelled rows")),
    "foreign": (
        ("ligne dans une autre devise", "lignes dans une autre devise"),
        ("row in another currency", "rows in another currency"),
    ),
    "repeated": (
        ("ligne qui répète un total", "lignes qui répètent un total"),
        ("row that repeats a total", "rows that repeat a total"),
    ),
    "draft": (("ligne en brouillon", "lignes en brouillon"), ("draft row", "draft rows")),
    "opening": (("ligne d’à-nouveau", "lignes d’à-nouveau"), ("opening row", "opening rows")),
    "closing": (("ligne de clôture", "lignes de clôture"), ("closing row", "closing rows")),
    "summed": (
        ("ligne ajoutée à son mois", "lignes ajoutées à leur mois"),
        ("row added to its month", "rows added to their month"),
    ),
    "example": (
        ("ligne d’exemple du modèle", "lignes d’exemple du modèle"),
        ("example row of the template", "example rows of the template"),
    ),
    "filtered": (("ligne hors du filtre", "lignes hors du filtre"), ("row filtered out", "rows filtered out")),
}


class Counted(Protocol):
    """The counts and notes in the sentence of a loaded file."""

    @property
    def rows_skipped(self) -> dict[str, int]: ...
    @property
    def rows_quarantined(self) -> int: ...
    @property
    def notes(self) -> tuple[Text, ...]: ...


def loaded(rows: int, repeated: int, total: Decimal | None, counted: Counted) -> Text:
    """A successful import: rows loaded, loaded before, skipped and why, to correct, then the notes."""
    parts = [_loaded(rows, total)]
    if repeated:
        parts.append(
            Text(
                fr=f"{_fr(repeated, 'ligne déjà connue', 'lignes déjà connues')}.",
                en=f"{_en(repeated, 'line', 'lines')} already known.",
            )
        )
    if counted.rows_skipped:
        parts.append(skipped(counted.rows_skipped))
    if bad := counted.rows_quarantined:
        parts.append(
            Text(
                fr=f"{_fr(bad, 'ligne à corriger', 'lignes à corriger')}.",
                en=f"{_en(bad, 'line', 'lines')} to correct.",
            )
        )
    return joined([*parts, *counted.notes])


def days_updated(lines: int) -> Text:
    """How many lines loaded before have another due or payment day in this file."""
    if not lines:
        return NOTHING_TO_SAY
    lines_fr = _fr(lines, "ligne déjà connue", "lignes déjà connues")
    return Text(
        fr=f"Échéance ou date de règlement mise à jour{NBSP}: {lines_fr}.",
        en=f"Due or payment date updated: {_en(lines, 'line', 'lines')} already known.",
    )


def people_not_named(people: int) -> Text:
    """How many people of the store a file of people does not name, and where to say that they left."""
    if not people:
        return NOTHING_TO_SAY
    return Text(
        fr=f"Personnes de la base absentes de ce fichier\u00a0: {people}. Leur accès reste ouvert (partie « Accès »).",
        en=f"People of the store who are not in this file: {people}. Their access stays open (part “Access”).",
    )


def reason(name: str) -> Text:
    """Why rows do not load, in the plural."""
    if name == "quarantine":
        return Text(fr="lignes à corriger", en="lines to correct")
    return Text(fr=_REASONS[name][0][1], en=_REASONS[name][1][1])


def skipped(reasons: Mapping[str, int]) -> Text:
    """Rows left out, by reason."""
    fr = ", ".join(_fr(n, *_REASONS[r][0]) for r, n in reasons.items())
    en = ", ".join(_en(n, *_REASONS[r][1]) for r, n in reasons.items())
    return Text(fr=f"Laissé de côté{NBSP}: {fr}.", en=f"Left out: {en}.")


def joined(texts: Iterable[Text]) -> Text:
    """Sentences joined one after the other."""
    listed = [t for t in texts if t.fr]
    return Text(fr=" ".join(t.fr for t in listed), en=" ".join(t.en for t in listed))


def already_loaded(import_id: int) -> Text:
    return Text(
        fr=f"Ce fichier est déjà chargé (import n°{NBSP}{import_id}){NBSP}: rien n’a été modifié.",
        en=f"This file is already loaded (import no. {import_id}): nothing was changed.",
    )


def nothing(hidden: tuple[str, ...] = ()) -> Text:
    """An empty file, with the hidden sheets that were not read."""
    base = Text(fr="Le fichier ne contient aucune ligne à importer.", en="The file holds no row to import.")
    return joined([base, hidden_sheets(hidden)]) if hidden else base


def hidden_sheets(names: tuple[str, ...]) -> Text:
    listed = ", ".join(names)
    return Text(fr=f"Feuilles masquées, non lues{NBSP}: {listed}.", en=f"Hidden sheets, not read: {listed}.")


def other_sheets(names: tuple[str, ...]) -> Text:
    listed = ", ".join(names)
    return Text(
        fr=f"Autres feuilles aux mêmes colonnes, non lues{NBSP}: {listed}. Importez le fichier une fois par feuille.",
        en=f"Other sheets with the same columns, not read: {listed}. Import the file once for each sheet.",
    )


def joined_sheets(names: tuple[str, ...]) -> Text:
    listed = ", ".join(names)
    return Text(fr=f"Feuilles lues ensemble{NBSP}: {listed}.", en=f"Sheets read together: {listed}.")


def carried_down(titles: Sequence[str], rows: int) -> Text:
    listed = ", ".join(titles)
    return Text(
        fr=f"Tableau groupé{NBSP}: les cellules vides de «{NBSP}{listed}{NBSP}» reprennent la ligne du dessus"
        f" ({_fr(rows, 'ligne', 'lignes')}).",
        en=f"Grouped table: the blank cells of “{listed}” take the value above ({_en(rows, 'line', 'lines')}).",
    )


def monthly_totals() -> Text:
    return Text(
        fr="Un montant par mois et par client ne dit ni le rythme des commandes, ni les avoirs, ni les articles"
        f"{NBSP}: importez les factures pour les avoir.",
        en="One amount a month and customer tells neither the rhythm of orders, nor credit notes, nor products:"
        " import the invoices to have them.",
    )


def unusual_total(times: Decimal) -> Text:
    rounded = f"{times:.1f}"
    return Text(
        fr=f"Attention{NBSP}: le total par jour vaut {rounded.replace('.', ',')} fois celui des imports précédents de"
        " cette source. Vérifiez la période, l’unité et le filtre de l’export.",
        en=f"Caution: the total a day is {rounded} times that of earlier imports of this source. Check the period,"
        " the unit and the filter of the export.",
    )


def spoilt_codes(title: str, example: str) -> Text:
    return Text(
        fr=f"Colonne «{NBSP}{title}{NBSP}»{NBSP}: des codes ont été abîmés par un tableur («{NBSP}{example}{NBSP}») ;"
        " des clients différents peuvent être confondus. Refaites l’export sans l’ouvrir dans Excel.",
        en=f"Column “{title}”: codes were spoilt by a spreadsheet (“{example}”); different customers may be taken for"
        " one. Export again without opening the file in Excel.",
    )


def to_answer(count: int) -> Text:
    return Text(
        fr=f"{'Une question' if count == 1 else f'{count} questions'} avant d’importer.",
        en=f"{'One question' if count == 1 else f'{count} questions'} before importing.",
    )


def no_table(verdict: str) -> Text:
    """Why no table was found, in words."""
    return {
        "empty": nothing(),
        "no header": Text(
            fr="Aucune ligne de titres n’a été trouvée."
            " Refaites l’export avec la ligne de titres, ou indiquez où elle est.",
            en="No title row was found. Export again with column titles, or say where they are.",
        ),
        "several tables": Text(
            fr="Plusieurs tableaux se trouvent côte à côte sur la feuille."
            " Gardez-en un seul par feuille, ou indiquez la ligne de titres.",
            en="Several tables stand side by side on the sheet. Keep one a sheet, or say where the titles are.",
        ),
        "form": Text(
            fr="La feuille ressemble à un formulaire plutôt qu’à un tableau. Indiquez la ligne de titres.",
            en="The sheet looks like a form rather than a table. Say where the titles are.",
        ),
    }[verdict]


def dropped(unlabelled: int, repeated: tuple[str, ...], unused: tuple[str, ...]) -> list[Text]:
    """Columns that are not imported, and titles that occur twice."""
    notes: list[Text] = []
    if unlabelled:
        notes.append(
            Text(
                fr=f"{_fr(unlabelled, 'colonne sans titre non importée', 'colonnes sans titre non importées')}.",
                en=f"{_en(unlabelled, 'column', 'columns')} without a title not imported.",
            )
        )
    if repeated:
        names = ", ".join(repeated[:5])
        notes.append(
            Text(
                fr=f"Titres en double, distingués par leur rang{NBSP}: {names}.",
                en=f"Titles that occur twice, told apart by rank: {names}.",
            )
        )
    if unused:
        names = ", ".join(unused[:12]) + (", …" if len(unused) > 12 else "")
        notes.append(Text(fr=f"Colonnes non importées{NBSP}: {names}.", en=f"Columns not imported: {names}."))
    return notes


def unread(title: str, cells: int) -> Text:
    left = _fr(cells, "cellule illisible laissée vide", "cellules illisibles laissées vides")
    return Text(
        fr=f"Colonne «{NBSP}{title}{NBSP}»{NBSP}: {left}.",
        en=f"Column “{title}”: {_en(cells, 'unreadable cell', 'unreadable cells')} left blank.",
    )


def converted(codes: list[str], reporting: str) -> Text:
    listed = ", ".join(codes[:8])
    return Text(
        fr=f"Montants en {listed}{NBSP}: le total les additionne tels quels, les pages les convertissent en {reporting}"
        " au taux de leur jour.",
        en=f"Amounts in {listed}: the total adds them as they are, the pages convert them to {reporting} at the rate"
        " of their day.",
    )


def converted_at_import(codes: list[str], reporting: str) -> Text:
    listed = ", ".join(codes[:8])
    return Text(
        fr=f"Montants en {listed}{NBSP}: convertis en {reporting} au taux de leur jour, tel qu’il est chargé.",
        en=f"Amounts in {listed}: converted to {reporting} at the rate of their day, as it is loaded.",
    )


def negated(count: int) -> Text:
    return Text(
        fr=f"Les avoirs étaient positifs ({count})\u00a0: ils sont comptés en négatif.",
        en=f"Credit notes were positive ({count}): they are counted as negative.",
    )


def error_cells(count: int) -> Text:
    counted = _fr(count, "cellule en erreur Excel comptée comme vide", "cellules en erreur Excel comptées comme vides")
    return Text(
        fr=f"{counted}.",
        en=f"{_en(count, 'Excel error cell', 'Excel error cells')} counted as blank.",
    )


def assumed(title: str, fr: str, en: str) -> Text:
    """How a column was read, if there was a choice."""
    return Text(fr=f"Colonne «{NBSP}{title}{NBSP}»{NBSP}: {fr}.", en=f"Column “{title}”: {en}.")


def taken_as_net(title: str) -> Text:
    """The amounts of a title that mentions neither net nor gross, without a VAT column, are taken as net."""
    return assumed(
        title,
        "rien ne dit si la TVA y est comprise ; les montants sont pris hors taxes. Sinon, retirez cet import et"
        f" recommencez avec le calcul « {title} / 1.2 » comme colonne de montant",
        "nothing says whether VAT is included; the amounts are taken as net of VAT. If they are not, withdraw this"
        f" import and start again with the calculation “{title} / 1.2” as the amount column",
    )


def proven_net(title: str, tax: str) -> Text:
    """The VAT column is a rate of the amount."""
    return assumed(
        title,
        f"hors taxes, la colonne « {tax} » en étant un taux légal",
        f"net of VAT, since column “{tax}” is a legal rate of it",
    )


def proven_gross(title: str, tax: str) -> Text:
    """The VAT column is a share of the amount."""
    return assumed(
        title,
        f"TVA comprise, d’après la colonne « {tax} », qui en a été retirée",
        f"VAT included, as column “{tax}” proves; it was taken out",
    )


def unknown_documents(names: Sequence[str]) -> Text:
    """Document types that are in no list."""
    listed = ", ".join(names[:5])
    return Text(
        fr=f"Types de pièce inconnus, comptés selon le signe du montant\u00a0: {listed}.",
        en=f"Unknown document types, counted by the sign of the amount: {listed}.",
    )


def demonstration_removed(message: Text) -> Text:
    """The message of an import that replaced the demonstration."""
    return Text(
        fr=f"{message.fr} Les données de démonstration ont été retirées.",
        en=f"{message.en} The demonstration data were removed.",
    )


def columns_not_found(titles: Sequence[str]) -> Text:
    """Titles in a mapping that the file does not have."""
    if not titles:
        return NOTHING_TO_SAY
    listed = ", ".join(titles)
    return Text(fr=f"Introuvable dans le fichier\u00a0: {listed}.", en=f"Not found in the file: {listed}.")


def _loaded(rows: int, total: Decimal | None) -> Text:
    fr, en = _fr(rows, "ligne chargée", "lignes chargées"), f"{_en(rows, 'line', 'lines')} loaded"
    if total is None or rows == 0:
        return Text(fr=f"{fr}.", en=f"{en}.")
    money = f"{total.quantize(Decimal('0.01')):,.2f}"
    french = money.replace(",", NNBSP).replace(".", ",")
    return Text(fr=f"{fr}, total {french}.", en=f"{en}, total {money}.")


def _fr(count: int, one: str, many: str) -> str:
    """0 and 1 are singular in French."""
    number = f"{count:,}".replace(",", NNBSP)
    return f"{number} {one if count < 2 else many}"


def _en(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
