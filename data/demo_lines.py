"""The invoice lines of the demonstration as columns of numbers: sales, credit notes, returns, rebates."""

from dataclasses import dataclass, fields, replace
from datetime import date

import numpy as np

from data.demo_accounts import ACCOUNTS, STORY_INDEX, Account, Portfolio
from data.demo_rhythm import CALENDAR, MONTH_OF_DAY, Buying, Floats, Ints, next_open_day
from data.demo_vocabulary import DAYS, FAMILIES, FIRST_DAY, MONTHS

INVOICE, CREDIT_NOTE, RETURN, REBATE = range(4)
NOBODY = -1  # account of a line without customer
REBATE_ARTICLE = -1
COUNTER_SALES = 9
VARIANTS_PER_FAMILY = 12
PRICE_INDEX = {2022: 1.0, 2023: 1.065, 2024: 1.092, 2025: 1.108, 2026: 1.131}
INDEX_OF_DAY: Floats = np.array([PRICE_INDEX[d.year] for d in CALENDAR])


@dataclass(frozen=True)
class Lines:
    """Invoice lines, one element each, in order of document; money in whole cents.

    `origin` is the row number of the line a credit note or return corrects in the `Lines` it came from,
    -1 for the others; it only serves until documents are numbered.
    """

    day: Ints
    account: Ints
    kind: Ints
    article: Ints
    quantity: Ints
    unit_price: Ints
    amount: Ints
    margin: Ints
    document: Ints
    origin: Ints

    def __len__(self) -> int:
        return len(self.day)

    def take(self, rows: Ints) -> "Lines":
        """The given rows, in the given order."""
        return Lines(**{f.name: getattr(self, f.name)[rows] for f in fields(self)})


@dataclass(frozen=True)
class Catalogue:
    """Articles: list price in cents of 2022, usual margin, and one row per account of cumulated tastes."""

    price: Ints
    margin: Floats
    taste: Floats
    discount: Floats


def ledger(portfolio: Portfolio, buys: Buying, seed: int) -> Lines:
    """All lines of the four years, ordered by day then document, documents numbered from 0."""
    rng = np.random.default_rng([seed, 3])
    catalogue = _catalogue(portfolio.accounts, buys, rng)
    sold = _number(_sales(buys, catalogue, rng))
    corrected = _corrections(sold, rng)
    rebates = _rebates(portfolio, _stack((sold, corrected)), rng)
    return _number(_stack((sold, corrected, rebates, _counter_sales(catalogue, rng))))


def by_month(lines: Lines, values: Ints) -> Ints:
    """Sum of a column per account and month, accounts × months; lines without customer left out."""
    owned = lines.account != NOBODY
    table = np.zeros((ACCOUNTS, MONTHS), dtype=np.int64)
    np.add.at(table, (lines.account[owned], MONTH_OF_DAY[lines.day[owned]]), values[owned])
    return table


def _catalogue(accounts: tuple[Account, ...], buys: Buying, rng: np.random.Generator) -> Catalogue:
    middle = np.repeat([price for _, price, _, _ in FAMILIES], VARIANTS_PER_FAMILY)
    euros = middle * np.exp(rng.normal(0, 0.45, len(middle)))
    margin = np.repeat([m for _, _, m, _ in FAMILIES], VARIANTS_PER_FAMILY) + rng.normal(0, 0.03, len(middle))
    # Larger customers negotiate more.
    size = np.array([a.size for a in accounts])
    discount = np.clip(0.04 + 0.05 * np.log10(size / 20_000) + rng.normal(0, 0.03, len(size)), 0, 0.3)
    taste = np.cumsum(_tastes(euros, buys.line_value, rng), axis=1)
    return Catalogue(np.rint(euros * 100).astype(np.int64), margin, taste / taste[:, -1:], discount)


def _tastes(euros: Floats, line_value: Floats, rng: np.random.Generator) -> Floats:
    """Weight of each article for each account: families bought or not, articles within reach of its lines."""
    buyers = np.array([share for _, _, _, share in FAMILIES])
    family = rng.gamma(0.8, 1.0, (len(line_value), len(FAMILIES)))
    family *= rng.random(family.shape) < buyers
    family += 1e-6
    favourite = rng.gamma(0.6, 1.0, (len(line_value), len(euros)))
    gap = np.log(euros) - np.log(line_value[:, None] / 6)
    reach = np.exp(-0.5 * (gap / 1.5) ** 2) * (gap < np.log(9))
    weights: Floats = np.repeat(family, VARIANTS_PER_FAMILY, axis=1) * (favourite * reach + 1e-9)
    return weights


def _sales(buys: Buying, catalogue: Catalogue, rng: np.random.Generator) -> Lines:
    """Lines of ordinary invoices; `document` tells the invoices apart."""
    count = _line_counts(buys, rng)
    row = np.repeat(np.arange(len(count)), count)
    account, day = buys.account[row], buys.day[row]
    article = _choose(catalogue.taste[account], rng)
    unit = catalogue.price[article] * INDEX_OF_DAY[day] * (1 - catalogue.discount[account])
    unit_price = np.maximum(1, np.rint(unit)).astype(np.int64)
    usual = buys.line_value[account] * buys.value_level[row] * INDEX_OF_DAY[day]
    wanted = usual * _noise(account, rng)
    quantity = np.maximum(1, np.rint(100 * wanted / unit_price)).astype(np.int64)
    amount = quantity * unit_price
    rate = catalogue.margin[article] - 0.6 * (catalogue.discount[account] - 0.06)
    margin = np.rint(amount * np.clip(rate + rng.normal(0, 0.04, len(row)), -0.1, 0.7)).astype(np.int64)
    kind, origin = np.full(len(row), INVOICE), np.full(len(row), -1)
    return Lines(day, account, kind, article, quantity, unit_price, amount, margin, row, origin)


def _line_counts(buys: Buying, rng: np.random.Generator) -> Ints:
    """Lines of each invoice, at least one; close to the mean for the stories."""
    mean = buys.lines_mean[buys.account]
    scattered = 1 + rng.poisson(mean - 1)
    close = np.floor(mean + rng.random(len(mean))).astype(np.int64)
    return np.where(np.isin(buys.account, list(STORY_INDEX.values())), close, scattered)


def _noise(account: Ints, rng: np.random.Generator) -> Floats:
    """Factor of mean 1 on the value of each line; calmer for the stories, so that one year tells them."""
    spread = np.full(ACCOUNTS, 0.8)
    spread[list(STORY_INDEX.values())] = 0.35
    sd = spread[account]
    factor: Floats = np.exp(rng.normal(0, 1, len(account)) * sd - sd**2 / 2)
    return factor


def _choose(cumulated: Floats, rng: np.random.Generator) -> Ints:
    """One column per row, drawn with the cumulated weights of the row."""
    passed = (cumulated < rng.random((len(cumulated), 1))).sum(axis=1)
    chosen: Ints = np.minimum(passed, cumulated.shape[1] - 1)
    return chosen


def _corrections(sold: Lines, rng: np.random.Generator) -> Lines:
    """Credit notes and returns on about one line in forty-five, some weeks after the invoice."""
    later = next_open_day(sold.day + rng.integers(4, 36, len(sold)))
    quiet = sold.account == STORY_INDEX["broken_rhythm"]
    rows = np.flatnonzero((rng.random(len(sold)) < 0.022) & (later < DAYS) & ~quiet)
    part = np.where(rng.random(len(rows)) < 0.4, 1.0, rng.uniform(0.1, 0.7, len(rows)))
    base = sold.take(rows)
    quantity = -np.maximum(1, np.rint(base.quantity * part)).astype(np.int64)
    amount = quantity * base.unit_price
    margin = np.rint(base.margin * (amount / base.amount)).astype(np.int64)
    kind = np.where(rng.random(len(rows)) < 0.78, CREDIT_NOTE, RETURN)
    document = len(sold) + np.cumsum(np.diff(base.document, prepend=-1) != 0)
    return replace(
        base,
        day=_same_day(later[rows], document),
        kind=_same_day(kind, document),
        quantity=quantity,
        amount=amount,
        margin=margin,
        document=document,
        origin=rows,
    )


def _same_day(values: Ints, document: Ints) -> Ints:
    """Give all lines of a document the value of its first line."""
    _, first, inverse = np.unique(document, return_index=True, return_inverse=True)
    return values[first][inverse]


def _rebates(portfolio: Portfolio, lines: Lines, rng: np.random.Generator) -> Lines:
    """Year-end rebates: one line in January per account that has the agreement, 1.5 to 3 % of the year."""
    large = sorted(portfolio.accounts, key=lambda a: -a.size)[:45]
    entitled = [a.index for a in large if a.index != STORY_INDEX["finished_project"]]
    rate = rng.uniform(0.015, 0.03, len(entitled))
    year = np.array([d.year for d in CALENDAR])[lines.day]
    parts = []
    for paid in (2023, 2024, 2025, 2026):
        spent = np.bincount(lines.account, lines.amount * (year == paid - 1), len(portfolio.accounts))[entitled]
        due = -np.rint(np.maximum(spent, 0) * rate).astype(np.int64)
        day = (date(paid, 1, 20) - FIRST_DAY).days + rng.integers(0, 9, len(due))
        parts.append(_single(next_open_day(day), np.array(entitled), REBATE, due, 10_000_000 + paid * 1000))
    rebates = _stack(tuple(parts))
    return rebates.take(np.flatnonzero(rebates.amount < 0))


def _single(day: Ints, account: Ints, kind: int, amount: Ints, first_document: int) -> Lines:
    """One document of one line each, for an amount that is all margin and no article."""
    n, sign = len(day), np.sign(amount)
    article, document = np.full(n, REBATE_ARTICLE), first_document + np.arange(n)
    origin = np.full(n, -1)
    return Lines(day, account, np.full(n, kind), article, sign, np.abs(amount), amount, amount, document, origin)


def _counter_sales(catalogue: Catalogue, rng: np.random.Generator) -> Lines:
    """A handful of small invoices nobody gave a customer code."""
    day = next_open_day(np.sort(rng.integers(10, DAYS - 20, COUNTER_SALES)))
    article = rng.integers(0, VARIANTS_PER_FAMILY, COUNTER_SALES)
    quantity = rng.integers(2, 40, COUNTER_SALES)
    nobody = np.full(COUNTER_SALES, NOBODY)
    lines = _single(day, nobody, INVOICE, quantity * catalogue.price[article], 90_000_000)
    margin = np.rint(lines.amount * 0.45).astype(np.int64)
    unit_price = catalogue.price[article]
    return replace(lines, article=article, quantity=quantity, unit_price=unit_price, margin=margin)


def _stack(parts: tuple[Lines, ...]) -> Lines:
    return Lines(**{f.name: np.concatenate([getattr(p, f.name) for p in parts]) for f in fields(Lines)})


def _number(lines: Lines) -> Lines:
    """Order by day, kind and document, and number the documents from 0 in that order; `origin` follows."""
    order = np.lexsort((lines.document, lines.kind, lines.day))
    ordered = lines.take(order)
    document = np.cumsum(np.diff(ordered.document, prepend=ordered.document[:1]) != 0)
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    origin = np.where(ordered.origin >= 0, place[ordered.origin], -1)
    return replace(ordered, document=document, origin=origin)
