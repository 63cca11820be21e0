"""The questions of an import that only the user can answer."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from kam_analytics.core.imports import ImportQuestion
from kam_analytics.core.kinds import KINDS, Field
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language.imports.claims import written_in
from kam_analytics.language.sentences import fill, plural

SHEET = Text(
    fr="Plusieurs feuilles contiennent un tableau\u00a0: laquelle importer\u202f?",
    en="Several sheets hold a table: which one should be imported?",
)
EVERY_SHEET = "*"
ALIKE_SHEETS = Text(
    fr="Plusieurs feuilles ont les mêmes colonnes\u00a0: faut-il les lire toutes, ou une seule\u202f?",
    en="Several sheets have the same columns: should all of them be read, or one?",
)
ALL_SHEETS = Text(fr="Toutes, l’une sous l’autre ({rows} lignes).", en="All, one under the other ({rows} rows).")
ONE_SHEET = Text(fr="« {sheet} » seule ({rows} lignes).", en="“{sheet}” alone ({rows} rows).")
MEMBER = Text(
    fr="L’archive contient plusieurs fichiers\u00a0: lequel importer\u202f?",
    en="The archive holds several files: which one should be imported?",
)
HEADER_ROW = Text(
    fr="Sur quelle ligne se trouvent les titres des colonnes\u202f?",
    en="On which row are the column titles?",
)
KIND = Text(fr="Que contient ce fichier\u202f?", en="What does this file hold?")
COLUMN = Text(fr="Quelle colonne contient «\u00a0{field}\u00a0»\u202f?", en="Which column holds “{field}”?")
MEASURE = Text(fr="Sur quoi portent ces objectifs\u202f?", en="What are these targets for?")
MEASURES = {
    "revenue": Text(fr="Le CA.", en="Revenue."),
    "margin": Text(fr="La marge.", en="Margin."),
    "quantity": Text(fr="Les quantités.", en="Quantities."),
}
WON = Text(
    fr="La colonne «\u00a0{title}\u00a0» contient des affaires gagnées et perdues. Lesquelles compter\u202f?",
    en="Column “{title}” holds deals won and lost. Which ones should count?",
)
ONLY_WON = Text(fr="Seulement les affaires gagnées ({stages}).", en="Only the deals won ({stages}).")
EVERY_LINE = Text(fr="Toutes les lignes.", en="Every line.")
WIDE = Text(
    fr="Les colonnes «\u00a0{first}\u00a0» à «\u00a0{last}\u00a0» sont-elles le CA de chaque client par période\u202f?",
    en="Are columns “{first}” to “{last}” the revenue of each customer by period?",
)
WIDE_YEAR = Text(fr="{question} De quelle année ?", en="{question} Of which year?")
YES_OF_YEAR = Text(fr="Oui, {year}.", en="Yes, {year}.")
YES, NO = Text(fr="Oui.", en="Yes."), Text(fr="Non.", en="No.")
GROUPED = Text(
    fr="Des cellules de «\u00a0{titles}\u00a0» sont vides sous une cellule remplie ({rows} lignes)."
    " Faut-il y reprendre la valeur du dessus\u202f?",
    en="Cells of “{titles}” are blank under a filled one ({rows} lines). Should they take the value above?",
)
GROUPED_CHOICES = {
    "carry": Text(fr="Oui : le tableau est groupé.", en="Yes: the table is grouped."),
    "missing": Text(
        fr="Non : la valeur manque sur ces lignes.",
        en="No: the value is missing on these lines.",
    ),
}
RENAMED = Text(
    fr="La colonne «\u00a0{old}\u00a0» ({field}) a disparu. Devient-elle «\u00a0{new}\u00a0»\u202f?",
    en="Column “{old}” ({field}) is gone. Has it become “{new}”?",
)
DECIMAL = Text(
    fr="Dans la colonne «\u00a0{title}\u00a0», que vaut «\u00a0{example}\u00a0»\u202f?",
    en="In column “{title}”, what does “{example}” mean?",
)
DECIMAL_CHOICES = {
    ".": Text(fr="Le point sépare les décimales.", en="The dot separates the decimals."),
    ",": Text(fr="La virgule sépare les décimales.", en="The comma separates the decimals."),
}
DATE_ORDER = Text(
    fr="Dans la colonne «\u00a0{title}\u00a0», comment lire «\u00a0{example}\u00a0»\u202f?",
    en="In column “{title}”, how should “{example}” be read?",
)
DATE_ORDER_CHOICES = {
    "dmy": Text(fr="Le jour d’abord, puis le mois.", en="The day first, then the month."),
    "mdy": Text(fr="Le mois d’abord, puis le jour.", en="The month first, then the day."),
}
SIGN = Text(
    fr="Certains avoirs sont positifs ({positive}), d’autres négatifs ({negative}). Comment les compter\u202f?",
    en="Some credit notes are positive ({positive}), others negative ({negative}). How should they count?",
)
SIGN_CHOICES = {
    "negative": Text(fr="Tous les avoirs diminuent le CA.", en="Every credit note reduces revenue."),
    "as_written": Text(fr="Garder le signe du fichier.", en="Keep the sign of the file."),
}
OVERLAP = Text(
    fr="Sur les dates déjà chargées, {share} des {lines} lignes du fichier sont déjà présentes, et le fichier"
    " n’a pas de numéro de facture. Que faire des lignes identiques\u202f?",
    en="On the dates already loaded, {share} of the {lines} lines of the file are already there, and the file"
    " has no invoice number. What about the identical lines?",
)
OVERLAP_CHOICES = {
    "skip": Text(fr="Les ignorer : ce sont les mêmes ventes.", en="Skip them: they are the same sales."),
    "add": Text(fr="Tout ajouter : ce sont d’autres ventes.", en="Add everything: they are other sales."),
}
CURRENCY = Text(
    fr="Des montants sont en {codes}, sans taux de change à leurs dates. Importez d’abord les taux"
    " (type de contenu «\u00a0Taux de change\u00a0»), ou choisissez\u00a0:",
    en="Some amounts are in {codes}, without an exchange rate at their dates. Import the rates first"
    " (kind “Exchange rates”), or choose:",
)
CURRENCY_CHOICES = {
    "wait": Text(
        fr="Charger ces lignes : elles attendent leur taux, hors de tous les chiffres.",
        en="Load these lines: they wait for their rate, outside every figure.",
    ),
    "leave": Text(fr="Ne pas charger ces lignes.", en="Do not load these lines."),
    "reporting": Text(
        fr="Les montants sont déjà en {reporting} : la devise n’est que celle du client.",
        en="The amounts are in {reporting} already: the currency is only the customer’s.",
    ),
}
BOOKS = Text(
    fr="Ce fichier ne donne pas le CA par client. Voulez-vous en garder le CA mois par mois\u202f?",
    en="This file does not give revenue by client. Do you want to keep its revenue month by month?",
)
BOOKS_CHOICES = {
    "books": Text(fr="Oui, pour le rapprochement avec la comptabilité.", en="Yes, to reconcile with the books."),
}
INVOICES, FEC = Text(fr="des factures", en="invoices"), Text(fr="un FEC", en="a FEC")
DOUBLE = Text(
    fr="Ces dates sont déjà couvertes par {others} (import n°\u00a0{numbers}), et les deux disent le même CA."
    " Que faire\u202f?",
    en="These dates are already covered by {others} (import no. {numbers}), and both tell the same revenue."
    " What should be done?",
)
DOUBLE_CHOICES = {
    "books": Text(
        fr="Garder les factures : le FEC ne sert qu’au rapprochement, mois par mois.",
        en="Keep the invoices: the FEC only serves to reconcile, month by month.",
    ),
    "replace": Text(
        fr="Les factures remplacent le FEC sur leurs dates, de la première à la dernière ; le reste du FEC compte.",
        en="The invoices replace the FEC on their dates, from the first to the last; the rest of the FEC counts.",
    ),
    "add": Text(fr="Tout additionner : ce sont d’autres ventes.", en="Add everything: they are other sales."),
}
VAT_BY_TITLE = Text(
    fr="La colonne «\u00a0{title}\u00a0» semble contenir la TVA, alors que le CA s’entend hors taxes."
    " Quel taux retirer\u202f?",
    en="Column “{title}” seems to include VAT, while revenue is net of it. Which rate should be removed?",
)
VAT_UNSAID = Text(
    fr="Le fichier a une colonne de TVA, et rien ne dit si la colonne «\u00a0{title}\u00a0» la contient."
    " Quel taux faut-il en retirer\u202f?",
    en="The file has a VAT column, and nothing says whether column “{title}” includes it."
    " Which rate should be taken out of it?",
)
VAT_CHOICES = {
    "20": Text(fr="20 %", en="20%"),
    "10": Text(fr="10 %", en="10%"),
    "5.5": Text(fr="5,5 %", en="5.5%"),
    "0": Text(fr="Aucun : les montants sont déjà hors taxes.", en="None: the amounts are already net."),
}
RAGGED = Text(
    fr="Certaines lignes ({rows}) ont plus de cellules que la ligne de titres. Que faire de ces lignes\u202f?",
    en="Some rows ({rows}) have more cells than the title row. What should become of them?",
)
RAGGED_CHOICES = {
    "quarantine": Text(fr="Les mettre dans les lignes à corriger.", en="Set them aside as lines to correct."),
    "keep": Text(
        fr="Les lire telles quelles, sans les cellules en trop.",
        en="Read them as they are, without the extra cells.",
    ),
}

FORMULAS = (
    Text(
        fr="{n} montant est une formule que rien n’a calculée ({cell}). Le mieux : ouvrez le fichier dans Excel,"
        " enregistrez-le, puis importez-le à nouveau. Sinon, que faire de cette ligne\u202f?",
        en="{n} amount is a formula that was never calculated ({cell}). Best: open the file in Excel, save it, then"
        " import it again. If not, what about this line?",
    ),
    Text(
        fr="{n} montants sont des formules que rien n’a calculées (la première : {cell}). Le mieux : ouvrez le fichier"
        " dans Excel, enregistrez-le, puis importez-le à nouveau. Sinon, que faire de ces lignes\u202f?",
        en="{n} amounts are formulas that were never calculated (the first: {cell}). Best: open the file in Excel, save"
        " it, then import it again. If not, what about these lines?",
    ),
)
FORMULA_CHOICES = {
    "aside": Text(
        fr="Les mettre dans les lignes à corriger : le total sans elles est de {total}.",
        en="Set them aside as lines to correct: the total without them is {total}.",
    ),
    "stored": Text(
        fr="Garder ce que le fichier contient, zéro ou rien : le total est de {total}.",
        en="Keep what the file holds, zero or nothing: the total is {total}.",
    ),
}


def which_formulas(lines: int, cell: str, total: Text) -> ImportQuestion:
    """cell: the first one; total: of the other lines."""
    text = fill(plural(lines, *FORMULAS), n=Quantity(lines, Unit.COUNT), cell=cell)
    return _choice("formulas", text, {a: fill(label, total=total) for a, label in FORMULA_CHOICES.items()})


def which_sheet(sheets: Sequence[str]) -> ImportQuestion:
    return ImportQuestion("sheet", SHEET, tuple(sheets))


def which_of_alike(rows: Mapping[str, int], *, together: bool) -> ImportQuestion:
    """rows: sheet → its rows, titles apart; together: whether all of them may be read as one list."""
    every = {EVERY_SHEET: fill(ALL_SHEETS, rows=Quantity(sum(rows.values()), Unit.COUNT))} if together else {}
    alone = {name: fill(ONE_SHEET, sheet=name, rows=Quantity(count, Unit.COUNT)) for name, count in rows.items()}
    return _choice("sheet", ALIKE_SHEETS, {**every, **alone})


def which_member(members: Sequence[str]) -> ImportQuestion:
    return ImportQuestion("member", MEMBER, tuple(members))


def which_header_row(candidates: Sequence[int]) -> ImportQuestion:
    return ImportQuestion("header_row", HEADER_ROW, tuple(str(n) for n in candidates))


def which_kind(kinds: Sequence[str] = tuple(KINDS)) -> ImportQuestion:
    """kinds: the most likely first."""
    return ImportQuestion("kind", KIND, tuple(kinds), tuple(KINDS[k].label for k in kinds))


def which_column(field: Field, labels: Sequence[str]) -> ImportQuestion:
    return ImportQuestion(f"column:{field.name}", fill(COLUMN, field=field.label), tuple(labels))


def which_measure(measures: Sequence[str]) -> ImportQuestion:
    return ImportQuestion.between("measure", MEASURE, {m: MEASURES[m] for m in measures})


def only_won(title: str, won: Sequence[str]) -> ImportQuestion:
    choices = {"won": fill(ONLY_WON, stages=", ".join(won)), "all": EVERY_LINE}
    return _choice("won", fill(WON, title=title), choices)


def is_grouped(titles: Sequence[str], rows: int) -> ImportQuestion:
    return _choice("grouped", fill(GROUPED, titles=", ".join(titles), rows=rows), GROUPED_CHOICES)


def renamed(field: Field, old: str, choices: Sequence[str]) -> ImportQuestion:
    """choices: the most likely new title first."""
    text = fill(RENAMED, old=old, field=field.label, new=choices[0] if choices else "")
    return ImportQuestion(f"column:{field.name}", text, tuple(choices))


def which_decimal(title: str, example: str) -> ImportQuestion:
    return _choice(f"decimal:{title}", fill(DECIMAL, title=title, example=example), DECIMAL_CHOICES)


def which_sign(positive: int, negative: int) -> ImportQuestion:
    return _choice("credit_sign", fill(SIGN, positive=positive, negative=negative), SIGN_CHOICES)


def which_overlap(share: float, lines: int) -> ImportQuestion:
    percent = f"{share:.0%}"
    text = fill(OVERLAP, share=Text(fr=percent.replace("%", "\u00a0%"), en=percent), lines=lines)
    return _choice("overlap", text, OVERLAP_CHOICES)


def which_currency(amounts: Sequence[tuple[str, Decimal]], reporting: str, can_wait: bool) -> ImportQuestion:
    """amounts: of each currency without a rate, as written; can_wait: whether the lines may be loaded without one."""
    answers = ("wait" if can_wait else "leave", "reporting")
    choices = {answer: fill(CURRENCY_CHOICES[answer], reporting=reporting) for answer in answers}
    listed = [written_in(amount, code) for code, amount in amounts[:8]]
    codes = Text(fr=", ".join(t.fr for t in listed), en=", ".join(t.en for t in listed))
    return _choice("currency", fill(CURRENCY, codes=codes), choices)


def as_books() -> ImportQuestion:
    return _choice("double", BOOKS, BOOKS_CHOICES)


def which_of_two(imports: Sequence[int], is_fec: bool) -> ImportQuestion:
    numbers = ", ".join(str(n) for n in imports)
    text = fill(DOUBLE, others=INVOICES if is_fec else FEC, numbers=numbers)
    return _choice("double", text, {a: DOUBLE_CHOICES[a] for a in ("books" if is_fec else "replace", "add")})


def which_vat(title: str, *, unsaid: bool = False) -> ImportQuestion:
    """unsaid: whether the title does not mention VAT."""
    return _choice("vat", fill(VAT_UNSAID if unsaid else VAT_BY_TITLE, title=title), VAT_CHOICES)


def ragged_rows(rows: int) -> ImportQuestion:
    return _choice("ragged", fill(RAGGED, rows=rows), RAGGED_CHOICES)


def _choice(question: str, text: Text, choices: dict[str, Text]) -> ImportQuestion:
    return ImportQuestion(question, text, tuple(choices), tuple(choices.values()))
