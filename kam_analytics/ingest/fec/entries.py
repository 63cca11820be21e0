"""Revenue by client out of a staged FEC: entries, the client of each, and the reasons of the rest.

Everything happens in the private staging database; only table `typed` is ever written to the store, and of it
only the lines of class 70.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from kam_analytics.ingest.fec import account_names
from kam_analytics.ingest.fec.columns import FecColumns
from kam_analytics.ingest.notation import dates as day_rules
from kam_analytics.ingest.notation import numbers as number_rules
from kam_analytics.ingest.notation.numbers import NumberStyle
from kam_analytics.ingest.stage import profile
from kam_analytics.ingest.stage.cells import cell, is_missing, number_text, trimmed_cell
from kam_analytics.ingest.stage.stage import Stage
from kam_analytics.warehouse.sql_files import statement

SQL = Path(__file__).parent / "sql"

CLIENT = "client"  # the reason of what is assigned
_NO_TEXT = "NULL::VARCHAR"
_DAYS = ("day", "letter_day", "paid_day")
_UNREAD = ("wording", "piece_day", "valid_day")  # columns that only serve to recognise a FEC


@dataclass(frozen=True, slots=True)
class RevenueShare:
    """The class 70 lines that share one reason."""

    reason: str  # client, several, means, unidentified, collective, to_issue, deferred, cash, other
    entries: int
    lines: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Derived:
    """The revenue of a FEC; the parts sum to `total`, the class 70 less openings and closings."""

    total: Decimal
    parts: tuple[RevenueShare, ...]
    months: tuple[tuple[date, Decimal], ...]
    clients: int
    closing: Decimal  # class 70 amounts that only carry the year into the result
    opening: Decimal
    unbalanced: int  # entries with class 70 lines whose debit is not their credit
    by_piece: tuple[str, ...]  # journals whose entry numbers separate nothing
    first: date | None  # of all entries but the opening ones
    last: date | None
    dated: int  # lines with a payment date from the lettering

    @property
    def assigned(self) -> Decimal:
        """The revenue that belongs to exactly one client."""
        return sum((p.amount for p in self.parts if p.reason == CLIENT), Decimal(0))


def derive(stage: Stage, columns: FecColumns, after: int, beyond: tuple[int, ...] = ()) -> Derived:
    """Create the tables `fec_line`, `fec_entry` and `fec_revenue`; rows up to `after` are titles.

    beyond: columns past the titles; the amount of a line that reaches there may stand in another column.
    """
    _lines(stage, columns, after, beyond)
    _journals(stage)
    _entries(stage, _by_piece(stage))
    _clients(stage)
    _payments(stage)
    _revenue(stage)
    return _summed(stage)


def _lines(stage: Stage, columns: FecColumns, after: int, beyond: tuple[int, ...]) -> None:
    """`fec_line`: one row for each row of the file, its few needed cells with their types."""
    text = {n: cell(i) for n, i in columns.position.items() if n not in _UNREAD}
    stage.tidy([columns.position[n] for n in text])
    for name in _DAYS:
        _days(stage, name, columns.position.get(name), after)
    amount, readable = _amount(stage, columns, after)
    readable = " AND ".join([readable, *(f"{trimmed_cell(i)} IS NULL" for i in beyond)])
    whole = {n: _whole(text.get(n, _NO_TEXT)) for n in ("number", "account", "client")}
    joins = " ".join(f"LEFT JOIN fec_{n} ON fec_{n}.text = {text[n]}" for n in _DAYS if n in text)
    days = ", ".join(f"{f'fec_{n}.value' if n in text else 'NULL::DATE'} AS {n}" for n in _DAYS)
    blank = " AND ".join(f"{t} IS NULL" for t in text.values())
    names = ("journal_name", "account_name", "client_name", "piece", "letter")
    stage.db.execute(
        statement(
            SQL,
            "lines",
            journal=text.get("journal", _NO_TEXT),
            number=whole["number"],
            account=whole["account"],
            client=whole["client"],
            texts=", ".join(f"{text.get(n, _NO_TEXT)} AS {n}" for n in names),
            days=days,
            amount=amount,
            readable=readable,
            blank=blank,
            account_cell=text["account"],
            joins=joins,
            after=after,
        ),
        {"title": columns.title["account"].lower()},
    )


def _whole(text: str) -> str:
    """A code without the `.0` that a workbook gives it."""
    return f"CASE WHEN ends_with({text}, '.0') THEN left({text}, length({text}) - 2) ELSE {text} END"


def _days(stage: Stage, name: str, index: int | None, after: int) -> None:
    """`fec_<name>(text, value)`: the days a column names; French order where it is not year first."""
    if index is None:
        return
    texts = [t.strip() for t in profile.date_texts(stage, index, after, timed=False)]
    style = day_rules.style_of([day_rules.day_part(t) for t in texts], "dmy")
    dated = {t: d for t in texts if (d := day_rules.read_date(day_rules.day_part(t), style))}
    stage.dictionary(f"fec_{name}", "value", "DATE", dated)


def _amount(stage: Stage, columns: FecColumns, after: int) -> tuple[str, str]:
    """SQL of the signed amount (credits positive), and whether its cells could be read; blank cells are zero."""
    numbers, tests = {}, []
    for name, style in _styles(stage, columns, after).items():
        text = cell(columns.position[name])
        numbers[name] = f"try_cast({number_text(text, style)} AS DECIMAL(18, 4))"
        tests.append(f"({is_missing(text)} OR {numbers[name]} IS NOT NULL)")
    if "amount" not in numbers:
        return f"coalesce({numbers['credit']}, 0) - coalesce({numbers['debit']}, 0)", " AND ".join(tests)
    side = f"upper(left({cell(columns.position['side'])}, 2))"
    debit, credit = f"{side} IN ('D', 'DE', '1', '+1', '+')", f"{side} IN ('C', 'CR', '-1', '-')"
    signed = f"CASE WHEN {credit} THEN {numbers['amount']} WHEN {debit} THEN -{numbers['amount']} END"
    tests.append(f"({debit} OR {credit} OR coalesce({numbers['amount']}, 0) = 0)")
    return f"coalesce({signed}, 0)", " AND ".join(f"coalesce({t}, false)" for t in tests)


def _styles(stage: Stage, columns: FecColumns, after: int) -> dict[str, NumberStyle]:
    """How the amounts are written: one mark for the file, decimal by law since thousands are never separated."""
    facts = {n: profile.number_facts(stage, columns.position[n], after) for n in columns.amounts}
    proven = {m for f in facts.values() if (m := number_rules.proven_mark(f))}
    elsewhere = proven.pop() if len(proven) == 1 else None
    return {n: number_rules.style_of(f, None, elsewhere) for n, f in facts.items()}


def _journals(stage: Stage) -> None:
    """Set the opening balances aside: journals that only carry the year before over."""
    journals = stage.db.execute(statement(SQL, "journals")).fetchall()
    opening = [str(code) for code, name in journals if account_names.is_opening(str(code), str(name))]
    stage.db.execute(statement(SQL, "opening"), {"codes": opening})
    _own_accounts(stage)
    stage.db.execute(statement(SQL, "book"))


def _own_accounts(stage: Stage) -> None:
    """`fec_own`: the 411 accounts without an auxiliary that stand for one client, not for all together."""
    bare_accounts = stage.db.execute(statement(SQL, "accounts_without_auxiliary")).fetchall()
    own = [str(a) for a, name in bare_accounts if not account_names.is_collective(str(a), str(name))]
    stage.dictionary("fec_own", "value", "BOOLEAN", dict.fromkeys(own, True))


def _by_piece(stage: Stage) -> tuple[str, ...]:
    """Journals whose numbers separate nothing: none, one for all, or mostly groups of several clients."""
    rows = stage.db.execute(statement(SQL, "journals_by_piece")).fetchall()
    return tuple(str(row[0]) for row in rows)


def _entries(stage: Stage, by_piece: tuple[str, ...]) -> None:
    """`fec_book.entry`: by number, and by day where a number is used again; else by day and piece."""
    stage.db.execute(statement(SQL, "piecewise"), {"journals": by_piece})
    stage.db.execute(statement(SQL, "days"))
    stage.db.execute(statement(SQL, "pieces"))
    stage.db.execute(statement(SQL, "booked"))


def _clients(stage: Stage) -> None:
    """`fec_client(client, name, means)`: each client under the name it carried last."""
    stage.db.execute(statement(SQL, "clients"))
    named = stage.db.execute(statement(SQL, "client_names")).fetchall()
    means = [str(c) for c, name in named if account_names.is_means_of_payment(str(name))]
    stage.dictionary("fec_means", "value", "BOOLEAN", dict.fromkeys(means, True))


def _payments(stage: Stage) -> None:
    """`fec_paid(n, paid_on)`: when the invoice of a 411 debit was paid, by the lettering or the file.

    The last bank line under the same letters of the same client; without one the date of the lettering, which is
    the day somebody matched the lines; without letters the payment date that cash-basis files carry.
    """
    stage.db.execute(statement(SQL, "payments"))


def _revenue(stage: Stage) -> None:
    """`fec_entry`, one row for each entry that sells, and `fec_revenue`, one for each of its class 70 lines."""
    stage.db.execute(statement(SQL, "entries"))
    stage.db.execute(statement(SQL, "revenue"))


def _summed(stage: Stage) -> Derived:
    query = stage.db.execute
    parts = query(statement(SQL, "totals_by_reason")).fetchall()
    months = query(statement(SQL, "totals_by_month")).fetchall()
    clients, dated = query(statement(SQL, "clients_and_dated")).fetchall()[0]
    closing, unbalanced = query(statement(SQL, "closing_and_unbalanced")).fetchall()[0]
    opening = query(statement(SQL, "opening_total")).fetchall()[0][0]
    first, last = query(statement(SQL, "span")).fetchall()[0]
    piecewise = query(statement(SQL, "piecewise_journals")).fetchall()
    return Derived(
        total=sum((Decimal(p[3]) for p in parts), Decimal(0)),
        parts=tuple(RevenueShare(str(r), int(e), int(n), Decimal(a)) for r, e, n, a in parts),
        months=tuple((m, Decimal(a)) for m, a in months),
        clients=int(clients),
        closing=Decimal(closing),
        opening=Decimal(opening),
        unbalanced=int(unbalanced),
        by_piece=tuple(str(row[0]) for row in piecewise),
        first=first,
        last=last,
        dated=int(dated),
    )
