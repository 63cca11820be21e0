"""What a shared screen may say of people and customers: no name of a person, and aliases for customers where wanted."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import blake2s
from pathlib import Path
from typing import Any

import pandas as pd

from kam_analytics.answers.page.view import View
from kam_analytics.core.scope import Scope
from kam_analytics.metrics.account.figures import HERE as ACCOUNT
from kam_analytics.metrics.portfolio.figures import CHOICES as FILTER_CHOICES

CHOICES = ACCOUNT / "choices.sql"
CODES = ("account_id", "source_account", "account", "group_id", "unit_id", "said_of")
NAMES = ("account_name", "group_name", "unit_name")
SENTENCES = ("said", "outcome", "wording")
SHORTEST, PERSON = 2, "KAM"
PEOPLE = ("kam", "contact", "owner")  # columns that name people of the company or of its customers


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
class Mask:
    """Replaces names in sentences that people typed, as whole words, whatever their capitals; the longest first."""

    words: Mapping[str, str]
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, words: Mapping[str, str]) -> "Mask":
        """words: what is replaced → by what; one or two letters are no name."""
        folded = {word.casefold(): alias for word, alias in words.items() if len(word) > SHORTEST}
        longest_first = sorted(folded, key=len, reverse=True)
        choices = "|".join(map(re.escape, longest_first)) or r"(?!)"
        return cls(folded, re.compile(rf"(?<!\w)(?:{choices})(?!\w)", re.IGNORECASE))

    def __call__(self, sentence: Any) -> Any:
        if not isinstance(sentence, str):
            return sentence
        return self.pattern.sub(lambda match: self.words.get(match[0].casefold(), PERSON), sentence)


@dataclass(frozen=True)
class Aliases:
    """Account id → alias, customer name → alias, and the names of people, who are all called `KAM` in free text."""

    codes: Mapping[str, str]
    names: Mapping[str, str]
    people: tuple[str, ...] = ()

    @classmethod
    def of(cls, view: View) -> "Aliases":
        """An alias for every account of the viewer."""
        rows = view.rows(CHOICES)
        codes = _numbered(rows["account_id"].astype(str))
        pairs = zip(rows["account_name"].astype(str), rows["account_id"].astype(str).map(codes), strict=True)
        return cls(codes, dict(pairs), _people(view))

    def over(self, view: View) -> View:
        """The same view with the aliases in whatever is read: names and codes of customers never come further."""

        free_text = Mask.of({**dict.fromkeys(self.people, PERSON), **self.codes, **self.names})

        def masked(sql: Path, scope: Scope, facts: tuple[tuple[str, object], ...]) -> pd.DataFrame:
            return _masked(view.read(sql, scope, facts), self.codes, self.names, free_text)

        return replace(view, read=masked)


def unnamed(view: View) -> View:
    """The same view without the people that its rows name, in columns of their own or in what somebody typed."""
    free_text = Mask.of(dict.fromkeys(_people(view), PERSON))

    def blank(sql: Path, scope: Scope, facts: tuple[tuple[str, object], ...]) -> pd.DataFrame:
        rows = view.read(sql, scope, facts)
        typed: dict[str, Any] = {column: rows[column].map(free_text) for column in SENTENCES if column in rows}
        return rows.assign(**typed, **{column: None for column in PEOPLE if column in rows})

    return replace(view, read=blank)


def _people(view: View) -> tuple[str, ...]:
    """The names of those who look after accounts."""
    rows = view.rows(FILTER_CHOICES)
    return tuple(rows[rows["filter"] == "kam"]["label"].astype(str))


def _numbered(ids: "pd.Series[str]") -> dict[str, str]:
    """Account id → alias; the order is that of a digest, so that a number says nothing about size or name."""
    ordered = sorted(set(ids), key=lambda code: blake2s(code.encode()).digest())
    return {code: f"Client {number}" for number, code in enumerate(ordered, start=1)}


def _masked(rows: pd.DataFrame, codes: Mapping[str, str], names: Mapping[str, str], free_text: "Mask") -> pd.DataFrame:
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
            changed[column] = rows[column].map(free_text)
    return rows.assign(**changed)


def _alias(value: Any, mask: Mapping[str, str]) -> Any:
    """The alias; a group or another code that is no account of the viewer keeps a digest of itself."""
    if value is None or value != value or value == "":
        return value
    return mask.get(str(value)) or f"Client {blake2s(str(value).encode(), digest_size=3).hexdigest()}"
