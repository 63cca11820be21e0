"""The invoice lines of the demonstration as an ERP exports them: `;`, decimal commas, dd/mm/yyyy."""

from collections.abc import Iterator
from functools import cache

import numpy as np

from data.demo_accounts import STORY_INDEX, Portfolio
from data.demo_headers import HEADERS
from data.demo_lines import CREDIT_NOTE, INVOICE, REBATE, RETURN, VARIANTS_PER_FAMILY, Lines
from data.demo_rhythm import CALENDAR, MONTH_OF_DAY, Ints
from data.demo_vocabulary import DAYS, FAMILIES, MONTHS, NAME_OF, NOUNS, SERVICES, VARIANTS

COLUMNS = (
    "invoice_no",
    "line_no",
    "date",
    "document_class",
    "Facture d'origine",
    "account_id",
    "account_name",
    "product",
    "Désignation",
    "product_family",
    "quantity",
    "unit_price",
    "amount",
    "margin",
    "currency",
    "kam",
    "due_on",
    "paid_on",
)
CLASSES = {INVOICE: "Facture", CREDIT_NOTE: "Avoir", RETURN: "Retour", REBATE: "RFA"}
PREFIXES = {INVOICE: "FA", CREDIT_NOTE: "AV", RETURN: "RT", REBATE: "RF"}
TERMS = (30, 45, 60)
LATE_DAYS, LATER = 230, 24


def titles() -> tuple[str, ...]:
    """Headers of the file, in order."""
    return tuple(HEADERS["revenue"].get(column, column) for column in COLUMNS)


def invoice_file(portfolio: Portfolio, lines: Lines, owners: list[list[str]], seed: int) -> Iterator[str]:
    """The text lines of the file, titles first; `owners` gives the person in charge by account and month."""
    yield ";".join(titles())
    numbers, first_row = _document_numbers(lines)
    due, paid = _payments(lines, seed)
    line_no = np.arange(len(lines)) - first_row[lines.document] + 1
    columns = (
        [numbers[d] for d in lines.document.tolist()],
        map(str, line_no.tolist()),
        [DAY_TEXTS[d] for d in lines.day.tolist()],
        [CLASSES[k] for k in lines.kind.tolist()],
        _origins(lines, numbers),
        *_customers(portfolio, lines),
        *_articles(lines),
        map(str, lines.quantity.tolist()),
        map(decimal_comma, lines.unit_price.tolist()),
        map(decimal_comma, lines.amount.tolist()),
        map(decimal_comma, lines.margin.tolist()),
        ["EUR"] * len(lines),
        _salespeople(lines, owners),
        [_day_text(d) for d in due.tolist()],
        [_day_text(d) for d in paid.tolist()],
    )
    yield from map(";".join, zip(*columns, strict=True))


def decimal_comma(cents: int) -> str:
    """Whole cents as a French export writes euros: -1234567 → "-12345,67"."""
    euros, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{euros},{rest:02d}"


@cache
def _later_day_text(day: int) -> str:
    return (CALENDAR[-1].fromordinal(CALENDAR[0].toordinal() + day)).strftime("%d/%m/%Y")


DAY_TEXTS = tuple(_later_day_text(d) for d in range(DAYS))


def _day_text(day: int) -> str:
    return "" if day < 0 else _later_day_text(day)


def _document_numbers(lines: Lines) -> tuple[list[str], Ints]:
    """Number of each document, counted by kind and year, and the row of its first line."""
    _, first = np.unique(lines.document, return_index=True)
    counters: dict[str, int] = {}
    numbers = []
    for kind, day in zip(lines.kind[first].tolist(), lines.day[first].tolist(), strict=True):
        stem = f"{PREFIXES[kind]}{CALENDAR[day].year % 100}"
        counters[stem] = counters.get(stem, 0) + 1
        numbers.append(f"{stem}-{counters[stem]:05d}")
    return numbers, first


def _origins(lines: Lines, numbers: list[str]) -> list[str]:
    """Number of the invoice each line corrects; empty where it corrects none."""
    documents = np.where(lines.origin < 0, -1, lines.document[lines.origin])
    return ["" if d < 0 else numbers[d] for d in documents.tolist()]


def _payments(lines: Lines, seed: int) -> tuple[Ints, Ints]:
    """Day each line falls due and day it was paid; -1 where it is not an invoice or not paid yet.

    The account that declines in silence has begun to pay late.
    """
    rng = np.random.default_rng([seed, 4])
    documents = int(lines.document.max()) + 1
    terms = rng.choice(TERMS, int(lines.account.max()) + 1, p=(0.35, 0.3, 0.35))
    habit = rng.normal(4, 6, len(terms))
    delay = np.rint(habit[lines.account] + rng.normal(0, 4, documents)[lines.document]).astype(np.int64)
    slipping = (lines.account == STORY_INDEX["silent_decline"]) & (lines.day >= DAYS - LATE_DAYS)
    delay += np.where(slipping, LATER, 0)
    due = lines.day + terms[lines.account]
    paid = np.maximum(due + delay, lines.day + 2)
    invoice = lines.kind == INVOICE
    return np.where(invoice, due, -1), np.where(invoice & (paid < DAYS), paid, -1)


def _customers(portfolio: Portfolio, lines: Lines) -> tuple[list[str], list[str]]:
    """Code and name of the customer of each line; both empty where there is none (the last place)."""
    codes = [a.code for a in portfolio.accounts] + [""]
    names = [a.name for a in portfolio.accounts] + [""]
    rows = lines.account.tolist()
    return [codes[i] for i in rows], [names[i] for i in rows]


def _articles(lines: Lines) -> tuple[list[str], list[str], list[str]]:
    """Code, wording and family of the article of each line; a rebate is the last of each list."""
    codes, wordings, families = [], [], []
    for f, (family, *_) in enumerate(FAMILIES):
        for v in range(VARIANTS_PER_FAMILY):
            codes.append(f"{10 + f}{v + 1:03d}")
            wordings.append(f"{NOUNS[f]} {VARIANTS[v]}" if f < len(NOUNS) else SERVICES[v])
            families.append(family)
    lists = ([*codes, "RFA"], [*wordings, "Remise de fin d’année"], [*families, "Remises"])
    rows = lines.article.tolist()
    chosen = [[column[i] for i in rows] for column in lists]
    return chosen[0], chosen[1], chosen[2]


def _salespeople(lines: Lines, owners: list[list[str]]) -> list[str]:
    """Full name of the person in charge of the account in the month of each line; empty without customer."""
    names = [[NAME_OF[person] for person in row] for row in owners] + [[""] * MONTHS]
    months = MONTH_OF_DAY[lines.day].tolist()
    return [names[a][m] for a, m in zip(lines.account.tolist(), months, strict=True)]
