"""Small random ledgers in ten disguises: whatever a file says of its amounts, the true total loads or it is asked."""

import tempfile
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from kam_analytics.ingest.preview import preview

CUSTOMERS = ("Alcyon", "Borel", "Cygne", "Dune")


@dataclass(frozen=True)
class Document:
    """One document of the true ledger: what it is, apart from how a file writes it."""

    customer: str
    day: date
    cents: int  # above zero
    credit: bool
    state: str  # counted, cancelled, draft


@dataclass(frozen=True)
class Disguise:
    """How a file writes a ledger."""

    unit: str
    sign: str
    with_states: bool
    total_row: bool
    currency: str
    dates: str
    decimal: str


documents = st.builds(
    Document,
    customer=st.sampled_from(CUSTOMERS),
    day=st.integers(0, 700).map(lambda n: date(2024, 1, 3) + timedelta(days=n)),
    cents=st.integers(1_000, 9_999_999),
    credit=st.just(False),
    state=st.just("counted"),
)
disguises = st.builds(
    Disguise,
    unit=st.sampled_from(["", "title", "caption", "cells"]),
    sign=st.sampled_from(["minus", "type", "number", "side", "quantity", "ledger", "wording"]),
    with_states=st.booleans(),
    total_row=st.booleans(),
    currency=st.sampled_from(["", "€", "column", "USD", "£ in one cell", "title"]),
    dates=st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y"]),
    decimal=st.sampled_from([",", "."]),
)
STATES = {"counted": "Payée", "cancelled": "Annulée", "draft": "Brouillon"}


@st.composite
def ledgers(draw) -> list[Document]:
    """Four invoices or more; credit notes, cancelled documents and drafts among them."""
    lines = draw(st.lists(documents, min_size=4, max_size=9))
    rest = draw(st.lists(st.tuples(documents, st.sampled_from(["credit", "cancelled", "draft"])), max_size=3))
    for document, what in rest:
        cents = document.cents % 900 + 100  # credit notes are small beside invoices
        is_credit = what == "credit"
        state = "counted" if is_credit else what
        lines.append(Document(document.customer, document.day, cents, is_credit, state))
    return lines


def written(lines: list[Document], how: Disguise) -> str:
    """The file."""
    unit = "k" if how.unit == "title" else ""
    money = "USD" if how.currency == "title" else "€" if unit else ""
    title = f"Montant HT ({unit}{money})" if unit or money else "Montant HT"
    titles = ["N° facture", "Date facture", "Client", title, *_further_titles(how)]
    rows = [";".join([*_row(i, d, how), *_further(d, how)]) for i, d in enumerate(lines, start=1)]
    if how.total_row:
        total = sum(_signed(d, how) for d in lines)
        rows.append(";".join(["Total", "", "", _amount(total, how, 0), *[""] * len(_further_titles(how))]))
    caption = ["Montants en milliers" + ";" * (len(titles) - 1), ""] if how.unit == "caption" else []
    return "\n".join([*caption, ";".join(titles), *rows])


def _further_titles(how: Disguise) -> list[str]:
    titles = {"type": ["Type de pièce"], "side": ["Sens"], "quantity": ["Quantité"], "wording": ["Libellé"]}
    return [*titles.get(how.sign, []), *(["Statut"] if how.with_states else []), *_currency_title(how)]


def _currency_title(how: Disguise) -> list[str]:
    return ["Devise"] if how.currency == "column" else []


def _further(document: Document, how: Disguise) -> list[str]:
    cells = {
        "type": ["Avoir" if document.credit else "Facture"],
        "side": ["C" if document.credit else "D"],
        "quantity": ["-2" if document.credit else "3"],
        "wording": ["Avoir commercial" if document.credit else "Prestation"],
    }
    state = [STATES[document.state]] if how.with_states else []
    return [*cells.get(how.sign, []), *state, *(["EUR"] if how.currency == "column" else [])]


def _row(number: int, document: Document, how: Disguise) -> list[str]:
    letters = "AV" if document.credit and how.sign in ("number", "ledger") else "FA"
    amount = _amount(_signed(document, how), how, number)
    return [f"{letters}{number:04d}", document.day.strftime(how.dates), document.customer, amount]


def _signed(document: Document, how: Disguise) -> Decimal:
    """The amount as the file writes its sign."""
    amount = Decimal(document.cents) / 100
    if how.sign == "minus":
        return -amount if document.credit else amount
    return -amount if how.sign == "ledger" and not document.credit else amount


def _amount(amount: Decimal, how: Disguise, number: int) -> str:
    scaled = amount / 1000 if how.unit else amount
    text = f"{scaled:.5f}" if how.unit else f"{scaled:.2f}"
    mark = "£" if how.currency == "£ in one cell" and number == 1 else "€"
    foreign = {"€": " €", "USD": " USD", "£ in one cell": f" {mark}"}.get(how.currency, "")
    if how.unit == "cells":
        foreign = f" k{foreign.strip()}" if foreign.strip() in ("€", "£") else " kUSD" if foreign else " k€"
    return text.replace(".", how.decimal) + foreign


def true_total(lines: list[Document], how: Disguise) -> Decimal:
    counted = [d for d in lines if d.state == "counted" or not how.with_states]
    return sum((Decimal(-d.cents if d.credit else d.cents) / 100 for d in counted), Decimal(0))


@settings(max_examples=40, deadline=None, phases=(Phase.reuse, Phase.generate))  # shrinking takes minutes
@given(lines=ledgers(), how=disguises)
def test_the_true_total_is_read_or_asked(lines, how):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.csv"
        path.write_text(written(lines, how), "utf-8")
        seen = preview(path)
    if seen.outcome == "ask":
        assert seen.questions
        return
    assert seen.outcome == "ready"
    foreign = [row for row in seen.profile.currencies if row.name != "EUR"]
    if how.currency in ("USD", "£ in one cell", "title"):
        assert foreign  # nothing of it counts before its rate is loaded: the import asks
    else:
        assert (seen.profile.total, foreign) == (true_total(lines, how), [])
