"""What an import says of names and people: one code for two customers, shares of an account above the whole."""

import re
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher
from itertools import groupby
from pathlib import Path

from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.ingest.notation.folding import fold
from kam_analytics.ingest.stage.mapped_table import MappedTable
from kam_analytics.ingest.write.memory import Memory
from kam_analytics.ingest.write.prepared_import import PreparedImport
from kam_analytics.language.imports import accounts as words
from kam_analytics.language.sentences import fill, plural, written
from kam_analytics.warehouse.sql_files import statement

SQL = Path(__file__).parent / "sql"

EXAMPLES = 3  # that a sentence names
NEARLY = 0.6  # share of letters in the same order from which two names may be one misspelt
_ALL = 1.0001  # of an account: rounding of thirds
_FORMS = frozenset(
    {"sas", "sasu", "sarl", "eurl", "snc", "sci", "scop", "gmbh", "ltd", "llc", "inc", "spa", "srl", "ste", "societe"}
    | {"groupe", "group"}
)

Renamed = tuple[str, str, str, float]  # code, one name, other name, amount under the other


def with_unlike_names(prepared: PreparedImport, memory: Memory) -> PreparedImport:
    """The same with a note on codes that bear two names with nothing in common, in the file or in the store."""
    if prepared.kind.id != "revenue" or not {"account_id", "account_name"} <= prepared.layout.nodes.keys():
        return prepared
    db = prepared.stage.db
    db.register("seen", memory.names_of_accounts())
    several = db.execute(statement(SQL, "has_two_names")).fetchall()
    queries = ("accounts_of_two_names", "renamed_accounts") if several else ("renamed_accounts",)
    rows: list[Renamed] = [row for q in queries for row in db.execute(statement(SQL, q)).fetchall()]
    db.unregister("seen")
    unlike = {row[0]: row for row in rows if not are_alike(row[1], row[2])}
    note = _unlike(list(unlike.values())) if unlike else None
    return replace(prepared, notes=(*prepared.notes, note)) if note else prepared


def are_alike(one: str, other: str) -> bool:
    """Whether two names of a customer have a word in common, or nearly the same letters.

    >>> are_alike("Alpha Industrie", "ALPHA SAS"), are_alike("Dupont", "Dupond"), are_alike("Alpha SA", "Zénith SA")
    (True, True, False)
    """
    first, second = _words(one), _words(other)
    if first & second or not first or not second:
        return True
    initials = {"".join(w[0] for w in re.findall(r"[a-z0-9]+", fold(n))) for n in (one, other)}
    if initials & (first | second):
        return True
    return SequenceMatcher(None, fold(one), fold(other)).ratio() >= NEARLY


def shares_above_all(sheet: MappedTable) -> Text | None:
    """The accounts whose shares come to more than 100 % on a day, overlays apart; None without one."""
    if sheet.layout.kind.id != "assignments" or "share" not in sheet.layout.nodes:
        return None
    rows = sheet.stage.db.execute(statement(SQL, "assigned_shares")).fetchall()
    above = [day for _, held in groupby(rows, key=lambda r: r[0]) if (day := _first_above(list(held)))]
    if not above:
        return None
    examples = Text(fr=" ; ".join(t.fr for t in above[:EXAMPLES]), en="; ".join(t.en for t in above[:EXAMPLES]))
    return fill(plural(len(above), *words.SHARES), n=Quantity(len(above), Unit.COUNT), examples=examples)


def _first_above(rows: list[tuple[str, str, date, date, float]]) -> Text | None:
    """« C1, le 1 janvier 2025 : 120 % (Dupont 60 %, Martin 60 %) », of the first such day of an account."""
    for day in sorted({row[2] for row in rows}):
        held = [(kam, share) for _, kam, start, end, share in rows if start <= day <= end]
        if sum(share for _, share in held) > _ALL:
            parts = [(kam, written(Quantity(share, Unit.SHARE))) for kam, share in held]
            listed = Text(fr=", ".join(f"{k} {p.fr}" for k, p in parts), en=", ".join(f"{k} {p.en}" for k, p in parts))
            total = Quantity(sum(share for _, share in held), Unit.SHARE)
            return fill(words.SHARES_OF_DAY, account=rows[0][0], day=day, total=total, parts=listed)
    return None


def _unlike(rows: list[Renamed]) -> Text:
    examples = [
        fill(words.TWO_NAMES_OF, code=code, one=one, other=other, amount=Quantity(float(amount or 0), Unit.EUR_EXACT))
        for code, one, other, amount in rows[:EXAMPLES]
    ]
    listed = Text(fr=" ; ".join(e.fr for e in examples), en="; ".join(e.en for e in examples))
    return fill(plural(len(rows), *words.TWO_NAMES), n=Quantity(len(rows), Unit.COUNT), examples=listed)


def _words(name: str) -> frozenset[str]:
    return frozenset(w for w in re.findall(r"[a-z0-9]+", fold(name)) if len(w) > 2) - _FORMS
