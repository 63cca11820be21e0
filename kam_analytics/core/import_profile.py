"""What will be believed of a file, for a person who looks at it for five seconds before it loads."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

COMPARED = ("documents", "states", "currencies")  # parts in which a new word is a change of the source


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One part of a file: a month, a type of document, a state, a currency, an account, a reason to leave rows out."""

    name: str
    rows: int
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class ImportProfile:
    """The amounts of a file by what its rows say, in the currencies of the file.

    left_out: rows that do not load, by reason, with the amounts that could be read; states and documents also count
    them, since a state explains why.
    """

    total: Decimal | None = None
    first: date | None = None
    last: date | None = None
    accounts: int = 0
    months: tuple[ProfileRow, ...] = ()  # `2025-01`
    documents: tuple[ProfileRow, ...] = ()
    states: tuple[ProfileRow, ...] = ()
    currencies: tuple[ProfileRow, ...] = ()
    largest: tuple[ProfileRow, ...] = ()  # accounts
    left_out: tuple[ProfileRow, ...] = ()

    def as_habits(self) -> dict[str, Any]:
        """What the next export of the same source is compared with, for the log."""
        days = (self.last - self.first).days + 1 if self.first and self.last else None
        rows = sum(row.rows for row in self.currencies)
        words = {part: [row.name for row in getattr(self, part)] for part in COMPARED}
        return {"total": str(self.total or 0), "rows": rows, "days": days, "accounts": self.accounts, **words}

    def as_json(self) -> dict[str, Any]:
        """The JSON of the contract: amounts as numbers, days as ISO texts."""
        return {
            name: [asdict(row) for row in value] if isinstance(value, tuple) else value
            for name, value in ((n, getattr(self, n)) for n in self.__dataclass_fields__)
        }


NO_PROFILE = ImportProfile()
"""Of a file without amounts, or one whose questions are open."""
