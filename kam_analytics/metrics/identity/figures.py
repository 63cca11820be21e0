"""The rows that the page of accounts and groups reads, as typed values."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

HERE = Path(__file__).parent
PROPOSALS, UNMATCHED, MEMBERSHIPS = (HERE / f"{name}.sql" for name in ("proposals", "unmatched", "memberships"))
DECISIONS, FILES = HERE / "decisions.sql", HERE / "files.sql"
RECODINGS = {"account": HERE / "recoding.sql", "family": HERE / "recoding_families.sql"}
CERTAIN = ("siren", "name")
"""Reasons for which many proposals may be accepted at once: the same legal entity, the same name."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """`subject` may be the same account as `object`, under which it would count; EUR over the last 12 months.

    score: in (0, 1]; subject_sources, object_sources: the imports that name each side.
    """

    subject: str
    subject_name: str
    subject_is_account: bool
    subject_revenue: float
    subject_sources: tuple[int, ...]
    object: str
    object_name: str
    object_revenue: float
    object_sources: tuple[int, ...]
    method: str
    score: float

    @property
    def at_stake(self) -> float:
        return self.subject_revenue + self.object_revenue


@dataclass(frozen=True, slots=True)
class Replacement:
    """One code (or family) that stopped, and the one that replaced it; EUR over its last 12 months."""

    old: str
    old_name: str
    new: str
    new_name: str
    method: str
    score: float
    at_stake: float


@dataclass(frozen=True, slots=True)
class Recoding:
    """Many codes of one kind replaced at the same time; open until a user decides."""

    kind: str  # account or family
    month: date
    pairs: tuple[Replacement, ...]

    @property
    def at_stake(self) -> float:
        return sum(pair.at_stake for pair in self.pairs)


def proposals(rows: pd.DataFrame) -> tuple[Proposal, ...]:
    """The pairs of `proposals.sql`, largest revenue first."""
    return tuple(
        Proposal(
            row["subject"],
            row["subject_name"],
            bool(row["subject_is_account"]),
            float(row["subject_revenue"]),
            _numbers(row["subject_imports"]),
            row["object"],
            row["object_name"],
            float(row["object_revenue"]),
            _numbers(row["object_imports"]),
            row["method"],
            float(row["score"]),
        )
        for row in rows.to_dict("records")
    )


def recoding(rows: pd.DataFrame) -> Recoding | None:
    """The pairs of a recoding query as one question; None if there is nothing to decide."""
    if rows.empty:
        return None
    pairs = tuple(
        Replacement(
            row["old"],
            row["old_name"],
            row["new"],
            row["new_name"],
            row["method"],
            float(row["score"]),
            0.0 if pd.isna(row["at_stake"]) else float(row["at_stake"]),
        )
        for row in rows.to_dict("records")
    )
    return Recoding(str(rows["kind"].iloc[0]), pd.Timestamp(rows["month"].min()).date(), pairs)


def _numbers(value: Any) -> tuple[int, ...]:
    """A list of import numbers; empty for an account without sources."""
    return () if value is None or isinstance(value, float) else tuple(int(v) for v in value)
