"""The sentences of a FEC report: what the file covers, what it allows, and revenue without a client."""

from datetime import date
from decimal import Decimal

from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.ingest.fec.entries import CLIENT, Derived, RevenueShare
from kam_analytics.language.dates import month, period_text
from kam_analytics.language.imports import fec as words
from kam_analytics.language.sentences import fill, names, plural, written


def describe(derived: Derived) -> list[Text]:
    """The sentences of a file that is loaded by client."""
    sentences = [_covered(derived)]
    apart = [p for p in derived.parts if p.reason != CLIENT]
    if apart:
        sentences.append(fill(words.WITHOUT_CLIENT, parts=list_reasons(apart)))
    if derived.by_piece:
        sentences.append(fill(words.BY_PIECE, journals=names(derived.by_piece)))
    if derived.dated:
        sentences.append(fill(plural(derived.dated, *words.WITH_PAYMENT_DATE), n=_count(derived.dated)))
    return [*sentences, *left_out(derived), words.ALLOWS]


def explain_remainder(derived: Derived) -> Text:
    """Why most of class 70 belongs to no single client, as a sentence."""
    parts = list_reasons([p for p in derived.parts if p.reason != CLIENT])
    reasons = Text(fr=f"{parts.fr}.", en=f"{parts.en}.")
    if not derived.by_piece:
        return reasons
    more = fill(words.BY_PIECE, journals=names(derived.by_piece))
    return Text(fr=f"{reasons.fr} {more.fr}", en=f"{reasons.en} {more.en}")


def left_out(derived: Derived) -> list[Text]:
    """Class 70 amounts that are no revenue of the year, and entries that do not balance."""
    sentences = []
    if derived.closing:
        sentences.append(fill(words.CLOSING, amount=_money(derived.closing)))
    if derived.opening:
        sentences.append(fill(words.OPENING, amount=_money(derived.opening)))
    if derived.unbalanced:
        sentences.append(fill(plural(derived.unbalanced, *words.UNBALANCED), n=_count(derived.unbalanced)))
    return sentences


def list_reasons(parts: list[RevenueShare]) -> Text:
    """Reasons with their euros and entries, the largest first."""
    texts = [
        fill(
            words.SHARE_OF_REASON,
            why=words.REASONS[p.reason],
            amount=_money(p.amount),
            entries=fill(plural(p.entries, *words.ENTRIES), n=_count(p.entries)),
        )
        for p in sorted(parts, key=lambda p: -abs(p.amount))
    ]
    return Text(fr=", ".join(t.fr for t in texts), en=", ".join(t.en for t in texts))


def list_months(months: tuple[tuple[date, Decimal], ...]) -> Text:
    """« janvier 2023 32 687,39 €, … »."""
    amounts = [(m, written(_money(amount))) for m, amount in months]
    return Text(
        fr=", ".join(f"{month(m, 'fr')} {amount.fr}" for m, amount in amounts),
        en=", ".join(f"{month(m, 'en')} {amount.en}" for m, amount in amounts),
    )


def _covered(derived: Derived) -> Text:
    period = period_text(derived.first, derived.last) if derived.first and derived.last else Text(fr="", en="")
    share = float(derived.assigned / derived.total) if derived.total else None
    return fill(
        words.COVERED,
        period=period,
        total=_money(derived.total),
        assigned=_money(derived.assigned),
        clients=fill(plural(derived.clients, *words.CLIENTS), n=_count(derived.clients)),
        share=Quantity(share, Unit.SHARE),
    )


def _money(amount: Decimal) -> Quantity:
    return Quantity(float(amount), Unit.EUR_EXACT)


def _count(number: int) -> Quantity:
    return Quantity(number, Unit.COUNT)
