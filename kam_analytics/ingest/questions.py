"""What only the user can tell, asked in words."""

from collections.abc import Sequence

from kam_analytics.core.imports import Question
from kam_analytics.core.kinds import KINDS, Field
from kam_analytics.core.text import Text

NNBSP, NBSP = "\u202f", "\u00a0"


def which_sheet(sheets: Sequence[str]) -> Question:
    text = Text(
        fr=f"Plusieurs feuilles contiennent un tableau{NNBSP}: laquelle importer{NNBSP}?".replace(
            f"{NNBSP}:", f"{NBSP}:"
        ),
        en="Several sheets hold a table: which one should be imported?",
    )
    return Question("sheet", text, tuple(sheets))


def which_header_row(candidates: Sequence[int]) -> Question:
    text = Text(
        fr=f"Sur quelle ligne se trouvent les titres des colonnes{NNBSP}?",
        en="On which row are the column titles?",
    )
    return Question("header_row", text, tuple(str(n) for n in candidates))


def which_kind() -> Question:
    text = Text(fr=f"Que contient ce fichier{NNBSP}?", en="What does this file hold?")
    return Question("kind", text, tuple(KINDS), tuple(k.label for k in KINDS.values()))


def which_column(field: Field, labels: Sequence[str]) -> Question:
    text = Text(
        fr=f"Quelle colonne contient «{NBSP}{field.label.fr}{NBSP}»{NNBSP}?",
        en=f"Which column holds “{field.label.en}”?",
    )
    return Question(f"column:{field.name}", text, tuple(labels))


def which_decimal(title: str, example: str) -> Question:
    text = Text(
        fr=f"Dans la colonne «{NBSP}{title}{NBSP}», que vaut «{NBSP}{example}{NBSP}»{NNBSP}?",
        en=f"In column “{title}”, what does “{example}” mean?",
    )
    labels = (
        Text(fr="Le point sépare les décimales.", en="The dot separates the decimals."),
        Text(fr="La virgule sépare les décimales.", en="The comma separates the decimals."),
    )
    return Question(f"decimal:{title}", text, (".", ","), labels)


def which_date_order(title: str, example: str) -> Question:
    text = Text(
        fr=f"Dans la colonne «{NBSP}{title}{NBSP}», comment lire «{NBSP}{example}{NBSP}»{NNBSP}?",
        en=f"In column “{title}”, how should “{example}” be read?",
    )
    labels = (
        Text(fr="Le jour d’abord, puis le mois.", en="The day first, then the month."),
        Text(fr="Le mois d’abord, puis le jour.", en="The month first, then the day."),
    )
    return Question(f"date_order:{title}", text, ("dmy", "mdy"), labels)


def which_sign(positive: int, negative: int) -> Question:
    text = Text(
        fr=f"Certains avoirs sont positifs ({positive}), d’autres négatifs ({negative}). Comment les compter{NNBSP}?",
        en=f"Some credit notes are positive ({positive}), others negative ({negative}). How should they count?",
    )
    labels = (
        Text(fr="Tous les avoirs diminuent le CA.", en="Every credit note reduces revenue."),
        Text(fr="Garder le signe du fichier.", en="Keep the sign of the file."),
    )
    return Question("credit_sign", text, ("negative", "as_written"), labels)


def which_overlap(share: float, lines: int) -> Question:
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
    return Question("overlap", text, ("skip", "add"), labels)


def which_vat(title: str) -> Question:
    text = Text(
        fr=f"La colonne «{NBSP}{title}{NBSP}» semble contenir la TVA, alors que le CA s’entend hors taxes."
        f" Quel taux retirer{NNBSP}?",
        en=f"Column “{title}” seems to include VAT, while revenue is net of it. Which rate should be removed?",
    )
    labels = (
        Text(fr="20 %", en="20%"),
        Text(fr="10 %", en="10%"),
        Text(fr="5,5 %", en="5.5%"),
        Text(fr="Aucun : les montants sont déjà hors taxes.", en="None: the amounts are already net."),
    )
    return Question("vat", text, ("20", "10", "5.5", "0"), labels)


def ragged_rows(rows: int) -> Question:
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
    return Question("ragged", text, ("quarantine", "keep"), labels)
