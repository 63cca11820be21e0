"""What a shared screen may say of people and customers: no name of a person, and aliases for customers where wanted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import blake2s
from pathlib import Path
from typing import Any

import pandas as pd

from kam_analytics.answers.page.view import View
from kam_analytics.core.scope import Scope
from kam_analytics.metrics.account.figures import HERE as ACCOUNT

CHOICES = ACCOUNT / "choices.sql"
CODES = ("account_id", "source_account", "account", "group_id", "unit_id", "said_of")
NAMES = ("account_name", "group_name", "unit_name")
SENTENCES = ("said", "outcome", "wording")


@dataclass(frozen=True, slots=True)
class Discretion:
    """names: whether people are named; aliases: whether customers are called `Client 12` instead of by their name."""

    names: bool = False
    aliases: bool = False

    @property
    def subjects_left_out(self) -> frozenset[str]:
        """Of dated notes: what they say of a person names somebody, and what they say of an account gives it away."""
        return frozenset([*([] if self.names else ["kam"]), *(["account"] if self.aliases else [])])


DISCREET = Discretion()


@dataclass(frozen=True)
class Aliases:
    """Account id → alias, and customer name → alias, the longest name first."""

    codes: Mapping[str, str]
    names: Mapping[str, str]

    @classmethod
    def of(cls, view: View) -> "Aliases":
        """An alias for every account of the viewer."""
        rows = view.rows(CHOICES)
        codes = _numbered(rows["account_id"].astype(str))
        pairs = zip(rows["account_name"].astype(str), rows["account_id"].astype(str).map(codes), strict=True)
        return cls(codes, dict(sorted(pairs, key=lambda pair: len(pair[0]), reverse=True)))

    def over(self, view: View) -> View:
        """The same view with the aliases in whatever is read: names and codes of customers never come further."""

        def masked(sql: Path, scope: Scope, facts: tuple[tuple[str, object], ...]) -> pd.DataFrame:
            return _masked(view.read(sql, scope, facts), self.codes, self.names)

        return replace(view, read=masked)


def _numbered(ids: "pd.Series[str]") -> dict[str, str]:
    """Account id → alias; the order is that of a digest, so that a number says nothing about size or name."""
    ordered = sorted(set(ids), key=lambda code: blake2s(code.encode()).digest())
    return {code: f"Client {number}" for number, code in enumerate(ordered, start=1)}


def _masked(rows: pd.DataFrame, codes: Mapping[str, str], names: Mapping[str, str]) -> pd.DataFrame:
    masks = {**dict.fromkeys(CODES, codes), **dict.fromkeys(NAMES, names)}
    changed: dict[str, Any] = {
        column: rows[column].map(lambda value, mask=mask: _alias(value, mask))
        for column, mask in masks.items()
        if column in rows
    }
    if "account_id" in rows and "account_name" in rows:
        changed["account_name"] = changed["account_id"]
    for column in SENTENCES:
        if column in rows:
            changed[column] = rows[column].map(lambda value: _without_names(value, names))
    return rows.assign(**changed)


def _alias(value: Any, mask: Mapping[str, str]) -> Any:
    """The alias; a group or another code that is no account of the viewer keeps a digest of itself."""
    if value is None or value != value or value == "":
        return value
    return mask.get(str(value)) or f"Client {blake2s(str(value).encode(), digest_size=3).hexdigest()}"


def _without_names(sentence: Any, names: Mapping[str, str]) -> Any:
    """A sentence that people typed, with the names of customers replaced. names: the longest first."""
    if not isinstance(sentence, str):
        return sentence
    for name, alias in names.items():
        if len(name) > 2:
            sentence = sentence.replace(name, alias)
    return sentence
