"""Revenue by client out of a staged FEC: entries, the client of each, and the reasons of the rest.

Everything happens in the private staging database; only table `typed` is ever written to the store, and of it
only the lines of class 70.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kam_analytics.ingest.fec import account_names
from kam_analytics.ingest.fec.columns import FecColumns
from kam_analytics.ingest.notation import dates as day_rules
from kam_analytics.ingest.notation import numbers as number_rules
from kam_analytics.ingest.notation.numbers import NumberStyle
from kam_analytics.ingest.stage import profile
from kam_analytics.ingest.stage.cells import cell, is_missing, joined_texts, literal, number_text
from kam_analytics.ingest.stage.stage import Stage

TOLERANCE = "0.01"  # euros by which an entry may be out of balance: rounding
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


def derive(stage: Stage, columns: FecColumns, after: int) -> Derived:
    """Create the tables `fec_line`, `fec_entry` and `fec_revenue`; rows up to `after` are titles."""
    _lines(stage, columns, after)
    _journals(stage)
    _entries(stage, _by_piece(stage))
    _clients(stage)
    _payments(stage)
    _revenue(stage)
    return _summed(stage)


def _lines(stage: Stage, columns: FecColumns, after: int) -> None:
    """`fec_line`: one row for each row of the file, its few needed cells with their types."""
    text = {n: cell(i) for n, i in columns.position.items() if n not in _UNREAD}
    stage.tidy([columns.position[n] for n in text])
    for name in _DAYS:
        _days(stage, name, columns.position.get(name), after)
    amount, readable = _amount(stage, columns, after)
    whole = {n: _whole(text.get(n, _NO_TEXT)) for n in ("number", "account", "client")}
    joins = " ".join(f"LEFT JOIN fec_{n} ON fec_{n}.text = {text[n]}" for n in _DAYS if n in text)
    days = ", ".join(f"{f'fec_{n}.value' if n in text else 'NULL::DATE'} AS {n}" for n in _DAYS)
    blank = " AND ".join(f"{t} IS NULL" for t in text.values())
    names = ("journal_name", "account_name", "client_name", "piece", "letter")
    stage.db.execute(
        f"""CREATE OR REPLACE TABLE fec_line AS SELECT n, coalesce({text.get("journal", _NO_TEXT)}, '') AS journal,
            CASE WHEN ltrim({whole["number"]}, '0') <> '' THEN {whole["number"]} END AS number,
            {whole["account"]} AS account, {whole["client"]} AS client,
            {", ".join(f"{text.get(n, _NO_TEXT)} AS {n}" for n in names)}, {days},
            {amount} AS amount, {readable} AS readable,
            CASE WHEN {blank} THEN 'blank' WHEN lower({text["account"]}) = $title THEN 'header' END AS aside
        FROM source {joins} WHERE n > {after}""",
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
    journals = stage.db.execute(
        "SELECT journal, coalesce(max(journal_name), '') FROM fec_line WHERE aside IS NULL GROUP BY journal"
    ).fetchall()
    opening = [str(code) for code, name in journals if account_names.is_opening(str(code), str(name))]
    stage.db.execute(
        "CREATE OR REPLACE TABLE fec_opening AS SELECT unnest($codes::VARCHAR[]) AS journal", {"codes": opening}
    )
    stage.db.execute(
        f"""CREATE OR REPLACE TABLE fec_book AS
        SELECT n, journal, number, day, piece, amount, readable, account, {_own_client(stage)} AS client
        FROM fec_line
        SEMI JOIN (SELECT journal FROM fec_line WHERE account LIKE '70%') AS selling USING (journal)
        ANTI JOIN fec_opening USING (journal) WHERE aside IS NULL"""
    )


def _own_client(stage: Stage) -> str:
    """SQL of the client of a 411 line: the auxiliary, else the sub-account; none for a collective account."""
    bare_accounts = stage.db.execute(
        """SELECT account, coalesce(max(account_name), '') FROM fec_line
           WHERE account LIKE '411%' AND client IS NULL GROUP BY account"""
    ).fetchall()
    own = [str(a) for a, name in bare_accounts if not account_names.is_collective(str(a), str(name))]
    stage.dictionary("fec_own", "value", "BOOLEAN", dict.fromkeys(own, True))
    return """CASE WHEN account LIKE '411%' THEN coalesce(client,
        CASE WHEN account IN (SELECT text FROM fec_own) THEN account END) END"""


def _by_piece(stage: Stage) -> tuple[str, ...]:
    """Journals whose numbers separate nothing: none, one for all, or mostly groups of several clients."""
    rows = stage.db.execute(
        """WITH entry AS (
            SELECT journal, number, day, count(DISTINCT client) AS clients, count(DISTINCT piece) AS pieces,
                   coalesce(sum(abs(amount)) FILTER (account LIKE '70%'), 0) AS sold
            FROM fec_book GROUP BY journal, number, day)
        SELECT journal FROM entry GROUP BY journal
        HAVING count(number) = 0 OR (count(DISTINCT number) = 1 AND count(*) + sum(pieces) > 2)
            OR 2 * sum(sold) FILTER (clients > 1 AND pieces > 1) > sum(sold) ORDER BY journal"""
    ).fetchall()
    return tuple(str(row[0]) for row in rows)


def _entries(stage: Stage, by_piece: tuple[str, ...]) -> None:
    """`fec_book.entry`: by number, and by day where a number is used again; else by day and piece."""
    stage.db.execute(
        "CREATE OR REPLACE TABLE fec_piecewise AS SELECT unnest($j::VARCHAR[]) AS journal", {"j": by_piece}
    )
    out = f"abs(sum(amount)) >= {TOLERANCE} OR NOT bool_and(readable)"
    stage.db.execute(
        f"""CREATE OR REPLACE TABLE fec_day AS SELECT journal, number, day, {out} AS open,
            count(*) OVER w > 1 AS again, bool_or({out}) OVER w AS some_open,
            abs(sum(sum(amount)) OVER w) >= {TOLERANCE} AS all_open
        FROM fec_book ANTI JOIN fec_piecewise USING (journal) WHERE number IS NOT NULL
        GROUP BY journal, number, day WINDOW w AS (PARTITION BY journal, number)"""
    )
    stage.db.execute(
        f"""CREATE OR REPLACE TABLE fec_piece AS
        SELECT journal, number, day, piece, {out} AS open FROM fec_book
        SEMI JOIN (SELECT journal FROM fec_piecewise UNION SELECT journal FROM fec_book WHERE number IS NULL) AS loose
        USING (journal) GROUP BY journal, number, day, piece"""
    )
    same = "{0}.journal = b.journal AND {0}.number IS NOT DISTINCT FROM b.number AND {0}.day IS NOT DISTINCT FROM b.day"
    numbered = joined_texts(["b.journal", "b.number"])
    dated = joined_texts(["b.journal", "b.number", "b.day::VARCHAR"])
    pieced = joined_texts(["b.journal", "b.number", "b.day::VARCHAR", "b.piece"])
    rest = joined_texts(["b.journal", "b.number", "b.day::VARCHAR", literal(""), literal("rest")])
    stage.db.execute(
        f"""CREATE OR REPLACE TABLE fec_booked AS SELECT b.*, CASE
            WHEN d.journal IS NULL THEN CASE WHEN p.open THEN {rest} ELSE {pieced} END
            WHEN d.again AND (d.all_open OR NOT d.some_open) THEN {dated}
            ELSE {numbered} END AS entry
        FROM fec_book AS b
        LEFT JOIN fec_day AS d ON {same.format("d")}
        LEFT JOIN fec_piece AS p ON {same.format("p")} AND p.piece IS NOT DISTINCT FROM b.piece"""
    )


def _clients(stage: Stage) -> None:
    """`fec_client(client, name, means)`: each client under the name it carried last."""
    stage.db.execute(
        f"""CREATE OR REPLACE TABLE fec_client AS
        SELECT client, arg_max(name, (day, n)) FILTER (name IS NOT NULL) AS name FROM (
            SELECT {_named("client")} AS client, {_named("coalesce(client_name, '')")} AS name, day, n
            FROM fec_line WHERE aside IS NULL AND account LIKE '411%')
        WHERE client IS NOT NULL GROUP BY client"""
    )
    named = stage.db.execute("SELECT client, coalesce(name, '') FROM fec_client").fetchall()
    means = [str(c) for c, name in named if account_names.is_means_of_payment(str(name))]
    stage.dictionary("fec_means", "value", "BOOLEAN", dict.fromkeys(means, True))


def _named(auxiliary: str) -> str:
    """The auxiliary where there is one, else the sub-account."""
    if auxiliary == "client":
        return "coalesce(client, CASE WHEN account IN (SELECT text FROM fec_own) THEN account END)"
    return "CASE WHEN client IS NOT NULL THEN client_name ELSE account_name END"


def _payments(stage: Stage) -> None:
    """`fec_paid(n, paid_on)`: when the invoice of a 411 debit was paid, by the lettering or the file.

    The last bank line under the same letters of the same client; without one the date of the lettering, which is
    the day somebody matched the lines; without letters the payment date that cash-basis files carry.
    """
    stage.db.execute(
        """CREATE OR REPLACE TABLE fec_paid AS
        WITH banked AS (
            SELECT DISTINCT journal, number, day FROM fec_line
            WHERE aside IS NULL AND regexp_matches(account, '^5[13]')
        ),
        lettered AS (
            SELECT line.n, coalesce(line.client, line.account) AS who, line.letter, line.letter_day, line.paid_day,
                   line.amount, line.day, banked.journal IS NOT NULL AS bank
            FROM fec_line AS line
            LEFT JOIN banked ON banked.journal = line.journal AND banked.day = line.day
                AND banked.number IS NOT DISTINCT FROM line.number
            WHERE line.aside IS NULL AND line.account LIKE '411%'
        ),
        settled AS (
            SELECT who, letter, letter_day, max(day) AS day FROM lettered
            WHERE bank AND amount > 0 AND letter IS NOT NULL GROUP BY who, letter, letter_day
        )
        SELECT lettered.n, CASE WHEN lettered.letter IS NULL THEN paid_day
            ELSE coalesce(settled.day, lettered.letter_day, paid_day) END AS paid_on
        FROM lettered
        LEFT JOIN settled ON settled.who = lettered.who AND settled.letter = lettered.letter
            AND settled.letter_day IS NOT DISTINCT FROM lettered.letter_day
        WHERE lettered.amount < 0 AND NOT lettered.bank"""
    )


def _revenue(stage: Stage) -> None:
    """`fec_entry`, one row for each entry that sells, and `fec_revenue`, one for each of its class 70 lines."""
    stage.db.execute(
        f"""CREATE OR REPLACE TABLE fec_entry AS
        SELECT entry, count(DISTINCT booked.client) AS clients, min(booked.client) AS client, max(paid_on) AS paid_on,
            abs(sum(amount)) >= {TOLERANCE} OR NOT bool_and(readable) AS open,
            bool_and(number IS NULL) AND (abs(sum(amount)) >= {TOLERANCE} OR NOT bool_and(readable)) AS unidentified,
            bool_or(account LIKE '411%') AS sold_on_account, bool_or(account LIKE '418%') AS to_issue,
            bool_or(account LIKE '487%') AS deferred, bool_or(regexp_matches(account, '^5[1-8]')) AS cash,
            bool_or(regexp_matches(account, '^(12|88|89)')) AS closing
        FROM fec_booked AS booked LEFT JOIN fec_paid USING (n)
        SEMI JOIN (SELECT entry FROM fec_booked WHERE account LIKE '70%') AS selling USING (entry) GROUP BY entry"""
    )
    stage.db.execute(
        f"""CREATE OR REPLACE TABLE fec_revenue AS
        SELECT booked.n, booked.entry, booked.day, booked.amount, booked.readable, entry.open, entry.closing,
            entry.client, entry.paid_on, CASE WHEN unidentified THEN 'unidentified' WHEN clients > 1 THEN 'several'
            WHEN entry.client IN (SELECT text FROM fec_means) THEN 'means' WHEN clients = 1 THEN '{CLIENT}'
            WHEN sold_on_account THEN 'collective' WHEN to_issue THEN 'to_issue' WHEN deferred THEN 'deferred'
            WHEN cash THEN 'cash' ELSE 'other' END AS reason
        FROM fec_booked AS booked JOIN fec_entry AS entry USING (entry) WHERE account LIKE '70%'"""
    )


def _summed(stage: Stage) -> Derived:
    kept = "FROM fec_revenue WHERE NOT closing AND readable AND day IS NOT NULL"
    query = stage.db.execute
    parts = query(
        f"SELECT reason, count(DISTINCT entry), count(*), sum(amount) {kept} GROUP BY 1 ORDER BY 1"
    ).fetchall()
    months = query(f"SELECT date_trunc('month', day)::DATE, sum(amount) {kept} GROUP BY 1 ORDER BY 1").fetchall()
    clients, dated = query(
        f"""SELECT count(DISTINCT client) FILTER (reason = '{CLIENT}'),
            count(paid_on) FILTER (reason = '{CLIENT}' AND amount > 0) {kept}"""
    ).fetchall()[0]
    closing, unbalanced = query(
        """SELECT coalesce(sum(amount) FILTER (closing), 0), count(DISTINCT entry) FILTER (open AND NOT closing)
           FROM fec_revenue"""
    ).fetchall()[0]
    opening = query(
        """SELECT coalesce(sum(amount), 0) FROM fec_line SEMI JOIN fec_opening USING (journal)
           WHERE aside IS NULL AND account LIKE '70%'"""
    ).fetchall()[0][0]
    first, last = query(
        "SELECT min(day), max(day) FROM fec_line ANTI JOIN fec_opening USING (journal) WHERE aside IS NULL"
    ).fetchall()[0]
    piecewise = query(
        """SELECT DISTINCT journal FROM fec_piecewise SEMI JOIN fec_book USING (journal) ORDER BY journal"""
    ).fetchall()
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
