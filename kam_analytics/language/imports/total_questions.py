"""What is said and asked about rows that sum other rows of the file."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from kam_analytics.core.imports import ImportQuestion
from kam_analytics.core.text import Text
from kam_analytics.language.imports import figures
from kam_analytics.language.sentences import fill

MOST_NAMES = 5

BY_SUM = Text(
    fr="Lignes laissées de côté parce qu’elles sont la somme de leurs voisines\u00a0: {names}.",
    en="Rows left aside because they are the sum of their neighbours: {names}.",
)
ARE_TOTALS = Text(
    fr="Certaines lignes semblent être des totaux\u00a0: {names} («\u00a0{first}\u00a0» vaut {amount}). Comment les"
    " compter\u202f?",
    en="Some rows seem to be totals: {names} (“{first}” is {amount}). How should they count?",
)
ASIDE = Text(
    fr="Des totaux, à laisser de côté\u00a0: le fichier vaut {amount}.",
    en="Totals, to be left aside: the file is worth {amount}.",
)
LINES = Text(
    fr="Des lignes comme les autres\u00a0: le fichier vaut {amount}.",
    en="Lines like the others: the file is worth {amount}.",
)

WHICH_ROWS = Text(
    fr="La colonne «\u00a0{title}\u00a0» dit que les lignes ne mesurent pas toutes la même chose. Lesquelles sont"
    " le CA\u202f?",
    en="Column “{title}” says that the rows do not all measure the same. Which ones are revenue?",
)
ROWS_OF = Text(fr="«\u00a0{name}\u00a0»\u00a0: {amount}.", en="“{name}”: {amount}.")
EVERY_ROW = Text(fr="Toutes\u00a0: {amount}.", en="All of them: {amount}.")
ROWS_ASIDE = Text(
    fr="Colonne «\u00a0{title}\u00a0»\u00a0: seules les lignes {chosen} comptent ; laissées de côté\u00a0: {aside}.",
    en="Column “{title}”: only the rows {chosen} count; left aside: {aside}.",
)
ASIDE_OF = Text(fr="«\u00a0{name}\u00a0» ({amount})", en="“{name}” ({amount})")
QUOTED = Text(fr="«\u00a0{name}\u00a0»", en="“{name}”")

IS_RUNNING = Text(
    fr="Les montants augmentent de mois en mois pour chaque client, comme des cumuls depuis le début de l’année."
    " Que sont-ils\u202f?",
    en="The amounts rise from month to month for every customer, as totals since the start of the year do."
    " What are they?",
)
SAYS_RUNNING = Text(
    fr="Le titre «\u00a0{title}\u00a0» annonce des cumuls, et les montants baissent ou se répètent au cours de l’année."
    " Que sont-ils\u202f?",
    en="Title “{title}” announces running totals, and the amounts fall or repeat within the year. What are they?",
)
RUNNING = Text(
    fr="Des cumuls depuis le début de l’année\u00a0: le fichier vaut {amount}.",
    en="Totals since the start of the year: the file is worth {amount}.",
)
MONTHLY = Text(
    fr="Les montants de chaque mois\u00a0: le fichier vaut {amount}.",
    en="The amounts of each month: the file is worth {amount}.",
)
TAKEN_APART = Text(
    fr="Les montants sont des cumuls depuis le début de l’année\u00a0: chaque mois compte pour ce qu’il ajoute au"
    " précédent (total {difference}, et non {total}).",
    en="The amounts are totals since the start of the year: each month counts for what it adds to the one before"
    " (total {difference} rather than {total}).",
)


def totals_by_sum(labels: Sequence[str]) -> Text:
    return fill(BY_SUM, names=_listed(labels))


def are_totals(labels: Sequence[str], first: Decimal, without: Decimal, total: Decimal) -> ImportQuestion:
    """first: amount of the first such row; without, total: of the file without them and with them."""
    choices = {
        "aside": fill(ASIDE, amount=figures.amount(without)),
        "lines": fill(LINES, amount=figures.amount(total)),
    }
    text = fill(ARE_TOTALS, names=_listed(labels), first=labels[0], amount=figures.amount(first))
    return ImportQuestion.between("group_totals", text, choices)


def which_rows(title: str, amounts: Mapping[str, Decimal], question: str) -> ImportQuestion:
    """amounts: text of the column → amount of its rows."""
    choices = {name: fill(ROWS_OF, name=name, amount=figures.amount(a)) for name, a in amounts.items()}
    every = fill(EVERY_ROW, amount=figures.amount(sum(amounts.values(), Decimal(0))))
    return ImportQuestion.between(question, fill(WHICH_ROWS, title=title), {**choices, "all": every})


def rows_aside(title: str, chosen: Sequence[str], aside: Mapping[str, Decimal]) -> Text:
    """The words whose rows count, and the amounts of the others."""
    names = _joined(fill(QUOTED, name=name) for name in chosen)
    others = _joined(fill(ASIDE_OF, name=name, amount=figures.amount(a)) for name, a in aside.items())
    return fill(ROWS_ASIDE, title=title, chosen=names, aside=others)


def is_running(title: str | None, difference: Decimal, total: Decimal) -> ImportQuestion:
    """title: that announces running totals; difference, total: of the file as such totals, and as months."""
    choices = {
        "running": fill(RUNNING, amount=figures.amount(difference)),
        "months": fill(MONTHLY, amount=figures.amount(total)),
    }
    return ImportQuestion.between("year_to_date", fill(SAYS_RUNNING, title=title) if title else IS_RUNNING, choices)


def taken_apart(difference: Decimal, total: Decimal) -> Text:
    return fill(TAKEN_APART, difference=figures.amount(difference), total=figures.amount(total))


def _joined(parts: Iterable[Text]) -> Text:
    listed = list(parts)
    return Text(fr=", ".join(t.fr for t in listed), en=", ".join(t.en for t in listed))


def _listed(labels: Sequence[str]) -> str:
    return ", ".join(labels[:MOST_NAMES]) + (", …" if len(labels) > MOST_NAMES else "")
