"""The questions of an import that only the user can answer."""

from collections.abc import Sequence

from kam_analytics.core.imports import ImportQuestion
from kam_analytics.core.kinds import KINDS, Field
from kam_analytics.core.text import Text

NNBSP, NBSP = "\u202f", "\u00a0"


def which_sheet(sheets: Sequence[str]) -> ImportQuestion:
    text = Text(
        fr=f"Plusieurs feuilles contiennent un tableau{NNBSP}: laquelle importer{NNBSP}?".replace(
            f"{NNBSP}:", f"{NBSP}:"
        ),
        en="Several sheets hold a table: which one should be imported?",
    )
    return ImportQuestion("sheet", text, tuple(sheets))


def which_member(members: Sequence[str]) -> ImportQuestion:
    text = Text(
        fr=f"L’archive contient plusieurs fichiers{NBSP}: lequel importer{NNBSP}?",
        en="The archive holds several files: which one should be imported?",
    )
    return ImportQuestion("member", text, tuple(members))


def which_header_row(candidates: Sequence[int]) -> ImportQuestion:
    text = Text(
        fr=f"Sur quelle ligne se trouvent les titres des colonnes{NNBSP}?",
        en="On which row are the column titles?",
    )
    return ImportQuestion("header_row", text, tuple(str(n) for n in candidates))


def which_kind(kinds: Sequence[str] = tuple(KINDS)) -> ImportQuestion:
    """kinds: the likeliest first."""
    text = Text(fr=f"Que contient ce fichier{NNBSP}?", en="What does this file hold?")
    return ImportQuestion("kind", text, tuple(kinds), tuple(KINDS[k].label for k in kinds))


def which_column(field: Field, labels: Sequence[str]) -> ImportQuestion:
    text = Text(
        fr=f"Quelle colonne contient «{NBSP}{field.label.fr}{NBSP}»{NNBSP}?",
        en=f"Which column holds “{field.label.en}”?",
    )
    return ImportQuestion(f"column:{field.name}", text, tuple(labels))


def only_won(title: str, won: Sequence[str]) -> ImportQuestion:
    listed = ", ".join(won)
    text = Text(
        fr=f"La colonne «{NBSP}{title}{NBSP}» contient des affaires gagnées et perdues. Lesquelles compter{NNBSP}?",
        en=f"Column “{title}” holds deals won and lost. Which ones should count?",
    )
    labels = (
        Text(fr=f"Seulement les affaires gagnées ({listed}).", en=f"Only the deals won ({listed})."),
        Text(fr="Toutes les lignes.", en="Every line."),
    )
    return ImportQuestion("won", text, ("won", "all"), labels)


def is_wide(first: str, last: str, years: Sequence[str]) -> ImportQuestion:
    """years: to choose from where the titles are months without one."""
    text = Text(
        fr=f"Les colonnes «{NBSP}{first}{NBSP}» à «{NBSP}{last}{NBSP}» sont-elles le CA de chaque client par période"
        f"{NNBSP}?" + (" De quelle année ?" if years else ""),
        en=f"Are columns “{first}” to “{last}” the revenue of each customer by period?"
        + (" Of which year?" if years else ""),
    )
    of_year = tuple((y, Text(fr=f"Oui, {y}.", en=f"Yes, {y}.")) for y in years)
    yes = of_year or (("revenue", Text(fr="Oui.", en="Yes.")),)
    choices = (*yes, ("no", Text(fr="Non.", en="No.")))
    return ImportQuestion("wide", text, tuple(c for c, _ in choices), tuple(t for _, t in choices))


def is_grouped(titles: Sequence[str], rows: int) -> ImportQuestion:
    listed = ", ".join(titles)
    text = Text(
        fr=f"Des cellules de «{NBSP}{listed}{NBSP}» sont vides sous une cellule remplie ({rows} lignes)."
        f" Faut-il y reprendre la valeur du dessus{NNBSP}?",
        en=f"Cells of “{listed}” are blank under a filled one ({rows} lines). Should they take the value above?",
    )
    labels = (
        Text(fr="Oui : le tableau est groupé.", en="Yes: the table is grouped."),
        Text(fr="Non : la valeur manque sur ces lignes.", en="No: the value is missing on these lines."),
    )
    return ImportQuestion("grouped", text, ("carry", "missing"), labels)


def renamed(field: Field, old: str, choices: Sequence[str]) -> ImportQuestion:
    """choices: the likeliest new title first."""
    new = choices[0] if choices else ""
    text = Text(
        fr=f"La colonne «{NBSP}{old}{NBSP}» ({field.label.fr}) a disparu. Devient-elle «{NBSP}{new}{NBSP}»{NNBSP}?",
        en=f"Column “{old}” ({field.label.en}) is gone. Has it become “{new}”?",
    )
    return ImportQuestion(f"column:{field.name}", text, tuple(choices))


def which_decimal(title: str, example: str) -> ImportQuestion:
    text = Text(
        fr=f"Dans la colonne «{NBSP}{title}{NBSP}», que vaut «{NBSP}{example}{NBSP}»{NNBSP}?",
        en=f"In column “{title}”, what does “{example}” mean?",
    )
    labels = (
        Text(fr="Le point sépare les décimales.", en="The dot separates the decimals."),
        Text(fr="La virgule sépare les décimales.", en="The comma separates the decimals."),
    )
    return ImportQuestion(f"decimal:{title}", text, (".", ","), labels)


def which_date_order(title: str, example: str) -> ImportQuestion:
    text = Text(
        fr=f"Dans la colonne «{NBSP}{title}{NBSP}», comment lire «{NBSP}{example}{NBSP}»{NNBSP}?",
        en=f"In column “{title}”, how should “{example}” be read?",
    )
    labels = (
        Text(fr="Le jour d’abord, puis le mois.", en="The day first, then the month."),
        Text(fr="Le mois d’abord, puis le jour.", en="The month first, then the day."),
    )
    return ImportQuestion(f"date_order:{title}", text, ("dmy", "mdy"), labels)


def which_sign(positive: int, negative: int) -> ImportQuestion:
    text = Text(
        fr=f"Certains avoirs sont positifs ({positive}), d’autres négatifs ({negative}). Comment les compter{NNBSP}?",
        en=f"Some credit notes are positive ({positive}), others negative ({negative}). How should they count?",
    )
    labels = (
        Text(fr="Tous les avoirs diminuent le CA.", en="Every credit note reduces revenue."),
        Text(fr="Garder le signe du fichier.", en="Keep the sign of the file."),
    )
    return ImportQuestion("credit_sign", text, ("negative", "as_written"), labels)


def which_overlap(share: float, lines: int) -> ImportQuestion:
    text = Text(
        fr=f"Sur les dates déjà chargées, {share:.0%} des {lines} lignes du fichier sont déjà présentes, et le fichier"
        f" n’a pas de numéro de facture. Que faire des lignes identiques{NNBSP}?".replace("%", f"{NBSP}%"),
        en=f"On the dates already loaded, {share:.0%} of the {lines} lines of the file are already there, and the file"
        " has no invoice number. What about the identical lines?",
    )
    labels = (
        Text(fr="Les ignorer : ce sont les mêmes ventes.", en="Skip them: they are the same sales."),
        Text(fr="Tout ajouter : ce sont d’autres ventes.", en="Add everything: they are other sales."),
    )
    return ImportQuestion("overlap", text, ("skip", "add"), labels)


def which_currency(codes: Sequence[str], reporting: str) -> ImportQuestion:
    listed = ", ".join(codes[:8])
    text = Text(
        fr=f"Des montants sont en {listed}, sans taux de change à leurs dates. Importez d’abord les taux"
        f" (type de contenu «{NBSP}Taux de change{NBSP}»), ou choisissez{NBSP}:",
        en=f"Some amounts are in {listed}, without an exchange rate at their dates. Import the rates first"
        " (kind “Exchange rates”), or choose:",
    )
    labels = (
        Text(
            fr="Charger ces lignes : elles attendent leur taux, hors de tous les chiffres.",
            en="Load these lines: they wait for their rate, outside every figure.",
        ),
        Text(
            fr=f"Les montants sont déjà en {reporting} : la colonne n’indique que la devise du client.",
            en=f"The amounts are in {reporting} already: the column only names the customer’s currency.",
        ),
    )
    return ImportQuestion("currency", text, ("wait", "reporting"), labels)


def as_books() -> ImportQuestion:
    text = Text(
        fr=f"Ce fichier ne donne pas le CA par client. Voulez-vous en garder le CA mois par mois{NNBSP}?",
        en="This file does not give revenue by client. Do you want to keep its revenue month by month?",
    )
    label = Text(
        fr="Oui, pour le rapprochement avec la comptabilité.",
        en="Yes, to reconcile with the books.",
    )
    return ImportQuestion("double", text, ("books",), (label,))


def which_of_two(imports: Sequence[int], is_fec: bool) -> ImportQuestion:
    numbers = ", ".join(str(n) for n in imports)
    others = Text(fr="des factures", en="invoices") if is_fec else Text(fr="un FEC", en="a FEC")
    text = Text(
        fr=f"Ces dates sont déjà couvertes par {others.fr} (import n°{NBSP}{numbers}), et les deux disent le même CA."
        f" Que faire{NNBSP}?",
        en=f"These dates are already covered by {others.en} (import no. {numbers}), and both tell the same revenue."
        " What should be done?",
    )
    labels = {
        "books": Text(
            fr="Garder les factures : le FEC ne sert qu’au rapprochement, mois par mois.",
            en="Keep the invoices: the FEC only serves to reconcile, month by month.",
        ),
        "replace": Text(
            fr="Les factures remplacent le FEC sur leurs dates, de la première à la dernière ; le reste du FEC compte.",
            en="The invoices replace the FEC on their dates, from the first to the last; the rest of the FEC counts.",
        ),
        "add": Text(
            fr="Tout additionner : ce sont d’autres ventes.",
            en="Add everything: they are other sales.",
        ),
    }
    choices = ("books" if is_fec else "replace", "add")
    return ImportQuestion("double", text, choices, tuple(labels[c] for c in choices))


def which_vat(title: str, *, unsaid: bool = False) -> ImportQuestion:
    seems = Text(
        fr=f"La colonne «{NBSP}{title}{NBSP}» semble contenir la TVA, alors que le CA s’entend hors taxes."
        f" Quel taux retirer{NNBSP}?",
        en=f"Column “{title}” seems to include VAT, while revenue is net of it. Which rate should be removed?",
    )
    open_ = Text(
        fr=f"Le fichier a une colonne de TVA, et rien ne dit si la colonne «{NBSP}{title}{NBSP}» la contient."
        f" Quel taux faut-il en retirer{NNBSP}?",
        en=f"The file has a VAT column, and nothing says whether column “{title}” includes it."
        " Which rate should be taken out of it?",
    )
    labels = (
        Text(fr="20 %", en="20%"),
        Text(fr="10 %", en="10%"),
        Text(fr="5,5 %", en="5.5%"),
        Text(fr="Aucun : les montants sont déjà hors taxes.", en="None: the amounts are already net."),
    )
    return ImportQuestion("vat", open_ if unsaid else seems, ("20", "10", "5.5", "0"), labels)


def ragged_rows(rows: int) -> ImportQuestion:
    text = Text(
        fr=f"Certaines lignes ({rows}) ont plus de cellules que la ligne de titres. Que faire de ces lignes{NNBSP}?",
        en=f"Some rows ({rows}) have more cells than the title row. What should become of them?",
    )
    labels = (
        Text(fr="Les mettre dans les lignes à corriger.", en="Set them aside as lines to correct."),
        Text(
            fr="Les lire telles quelles, sans les cellules en trop.",
            en="Read them as they are, without the extra cells.",
        ),
    )
    return ImportQuestion("ragged", text, ("quarantine", "keep"), labels)
