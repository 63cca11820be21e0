"""The alias dictionary: titles of known exports and words found in their cells, read from `aliases/*.toml`."""

import tomllib
from functools import cache
from pathlib import Path

from kam_analytics.core.kinds import ALIASES_OF_CONTRACT, KINDS, Kind
from kam_analytics.ingest.notation.folding import fold

_FOLDER = Path(__file__).parent / "aliases"
_ACCOUNT_FIELDS = ("account_id", "account_name")


@cache
def titles_of(kind_id: str) -> dict[str, tuple[str, ...]]:
    """Field → folded titles, best first: the canonical name, its labels, then the dictionary in file order."""
    kind, aliases = KINDS[kind_id], {}
    for field in kind.fields:
        names = [field.name, *(old for old, new in ALIASES_OF_CONTRACT.items() if new == field.name)]
        titles = [*names, field.label.fr, field.label.en, *_listed(kind_id, field.name)]
        folded = [fold(t) for t in titles]
        squeezed = [t.replace(" ", "") for t in folded if " " in t]  # as databases write them: OrderDate
        aliases[field.name] = tuple(dict.fromkeys([*folded, *squeezed]))
    return aliases


@cache
def known_titles() -> frozenset[str]:
    """Every folded title of every kind."""
    return frozenset(t for k in KINDS for titles in titles_of(k).values() for t in titles)


@cache
def words(name: str) -> dict[str, str]:
    """Folded word → its value, of one list of `words.toml`."""
    lists = tomllib.loads((_FOLDER / "words.toml").read_text("utf-8"))[name]
    return {fold(w): value for value, entries in lists.items() for w in entries}


def document_class_of(text: str) -> str | None:
    """The class of a document by the parts of its name, in the order of the list; None for unknown words.

    >>> document_class_of("Avoir partiel"), document_class_of("Facture de retour"), document_class_of("Contrat")
    ('credit_note', 'return', None)
    """
    folded = f" {fold(text)}"
    parts = words("document_part")
    return next((value for part, value in parts.items() if f" {part}" in folded), None)


def state_of(text: str) -> str | None:
    """`cancelled`, `draft`, `quote` or `counted`, by the words a text begins with; None for unknown words.

    >>> state_of("Annulée"), state_of("Brouillon (à valider)"), state_of("Non payée"), state_of("Archivée")
    ('cancelled', 'draft', 'counted', None)
    """
    folded, listed = fold(text).strip("()' "), words("state")
    begun = [(len(word), state) for word, state in listed.items() if folded.startswith(word)]
    first = max(begun)[1] if begun else None
    if first not in (None, "counted"):
        return first
    later = [state for word, state in listed.items() if f" {word}" in folded and state != "counted"]
    return "cancelled" if "cancelled" in later else first or (later[0] if later else None)


@cache
def missing_words() -> tuple[str, ...]:
    """Texts that stand for a missing value, in lower case as cells hold them."""
    listed = tomllib.loads((_FOLDER / "words.toml").read_text("utf-8"))["missing"]["words"]
    return tuple(sorted({str(w).lower() for w in listed}))


def is_sensitive(title: str) -> bool:
    """Whether a title announces bank details, a phone, an e-mail or a postal address: never stored."""
    folded = fold(title)
    return folded in words("sensitive") or any(
        p in folded.split() for p in ("iban", "telephone", "phone", "email", "e-mail")
    )


def canonical(kind: Kind, name: str) -> str | None:
    """The field that a name of the contract means (`from` is stored as `from_on`), None when there is none."""
    stored = ALIASES_OF_CONTRACT.get(name, name)
    for candidate in (stored, name):
        if candidate in kind.names:
            return candidate
    return None


def _listed(kind_id: str, field: str) -> list[str]:
    titles: list[str] = []
    for file in _files():
        if field == "account":
            titles += [t for f in _ACCOUNT_FIELDS for t in file.get("shared", {}).get(f, [])]
        titles += file.get(kind_id, {}).get(field, [])
        if field in (*_ACCOUNT_FIELDS, "kam"):
            titles += file.get("shared", {}).get(field, [])
    if field == "account":
        ids = [t for file in _files() for t in file.get("shared", {}).get("account_id", [])]
        titles.sort(key=lambda t: t not in ids)
    return titles


@cache
def _files() -> tuple[dict[str, dict[str, list[str]]], ...]:
    paths = sorted(_FOLDER.glob("[0-9]*.toml"))
    return tuple(tomllib.loads(p.read_text("utf-8")) for p in paths)
