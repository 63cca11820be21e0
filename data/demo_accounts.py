"""The accounts of the demonstration: who they are, how big, whose they are, key or not, and their stories."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from data.demo_vocabulary import (
    ABROAD,
    AS_OF,
    FIRST_DAY,
    GROUP_ROOTS,
    KAMS,
    LEGAL_FORMS,
    NAME_PATTERNS,
    REGION_KAM,
    REGION_WEIGHTS,
    REGIONS,
    ROOTS,
    SEGMENT_WEIGHTS,
    SEGMENTS,
    account_code,
)

ACCOUNTS = 250
FOUNDERS = 216  # accounts opened before the first invoice line; the others arrive on the way
GROUP_SIZES = (5, 4, 4, 3, 3, 3, 3)
HANDOVER = date(2025, 7, 1)
ARRIVAL = date(2026, 4, 1)
ACQUISITION = date(2025, 4, 1)
KEY_SINCE = date(2022, 1, 1)
KEY_CHANGE = date(2025, 1, 1)
TWINS = (22, 80)  # two codes of one legal entity: the same SIREN


@dataclass(frozen=True)
class Story:
    """What happens to one account, its sector where that matters, and the yearly euros it starts from."""

    id: str
    index: int
    segment: str
    size: float
    key: bool
    sector: str | None = None


CAST: tuple[Story, ...] = (
    Story("silent_decline", 34, "Chimie", 1_450_000, True),
    Story("broken_rhythm", 118, "Agroalimentaire", 210_000, False),
    Story("lost_key", 52, "Énergie", 820_000, True),
    Story("contract_ending", 71, "Industrie", 1_080_000, True),
    Story("shrinking_key", 12, "Industrie", 1_900_000, True),
    Story("finished_project", 163, "Énergie", 700_000, False),
    Story("seasonal", 96, "Agroalimentaire", 260_000, False, "Sucre"),
    Story("new_customer", 247, "Agroalimentaire", 320_000, False),
    Story("acquired", 137, "Industrie", 340_000, False),
)
STORIES: dict[str, str] = {story.id: account_code(story.index) for story in CAST}
"""Story id → account code, the same for every seed."""
STORY_INDEX: dict[str, int] = {story.id: story.index for story in CAST}


@dataclass(frozen=True)
class Account:
    """One customer account; `size` is the yearly revenue in euros around which its purchases are drawn."""

    index: int
    code: str
    name: str
    siren: str | None
    segment: str
    sector: str
    region: str | None
    country: str
    created_on: date
    size: float
    potential: int | None

    @property
    def turnover(self) -> int | None:
        """What the invented company sells itself in a year: 12 to 60 times what it could buy here."""
        return None if self.potential is None else self.potential * (12 + self.index * 7 % 49)


@dataclass(frozen=True)
class Membership:
    """An account belongs to a group from a day on."""

    account: int
    group: int
    start: date


@dataclass(frozen=True)
class KeySpan:
    """An account is a key account from a day, until another day or still."""

    account: int
    start: date
    end: date | None
    reason: str


@dataclass(frozen=True)
class Span:
    """A person looks after an account, alone or for a share, from a day, until another day or still."""

    account: int
    person: str
    start: date
    end: date | None
    share: float
    role: str


@dataclass(frozen=True)
class Portfolio:
    """Everything the company knows about whom it sells to, before any sale."""

    accounts: tuple[Account, ...]
    groups: tuple[str, ...]
    memberships: tuple[Membership, ...]
    key_spans: tuple[KeySpan, ...]
    spans: tuple[Span, ...]

    def key_on(self, day: date) -> tuple[int, ...]:
        """Indices of the accounts that are key on a day, ascending."""
        held = (s.account for s in self.key_spans if s.start <= day and (s.end is None or day <= s.end))
        return tuple(sorted(held))

    def owner_on(self, account: int, day: date) -> str:
        """Id of the person first in charge of an account on a day (of the first one known, before that)."""
        spans = [s for s in self.spans if s.account == account and s.role == "Titulaire"]
        return next((s.person for s in reversed(spans) if s.start <= day), spans[0].person)

    def group_on(self, account: int, day: date) -> int | None:
        """Index of the group an account belongs to on a day."""
        return next((m.group for m in self.memberships if m.account == account and m.start <= day), None)


def portfolio(seed: int) -> Portfolio:
    """Draw the portfolio: the same seed gives the same values."""
    rng = np.random.default_rng([seed, 1])
    memberships = _memberships(rng)
    accounts = _accounts(rng, memberships)
    key_spans = _key_spans(rng, accounts)
    spans = _spans(rng, accounts, memberships, key_spans)
    return Portfolio(accounts, tuple(f"Groupe {r}" for r in GROUP_ROOTS), memberships, key_spans, spans)


def siren(rng: np.random.Generator) -> str:
    """Nine digits that satisfy the Luhn key, drawn at random: they name no company on purpose."""
    digits = [int(d) for d in (rng.integers(3, 10), *rng.integers(0, 10, 7))]
    doubled = (2 * d - 9 * (d > 4) if i % 2 else d for i, d in enumerate(digits))
    return "".join(map(str, digits)) + str(-sum(doubled) % 10)


def group_code(group: int) -> str:
    """Code of the n-th group."""
    return f"G{group + 1:03d}"


def _memberships(rng: np.random.Generator) -> tuple[Membership, ...]:
    """Legal entities of each group, spread over the founders that play no story, then the acquisition."""
    free = [i for i in range(FOUNDERS) if i not in set(STORY_INDEX.values())]
    drawn = rng.permutation(free)[: sum(GROUP_SIZES)].tolist()
    groups = np.repeat(np.arange(len(GROUP_SIZES)), GROUP_SIZES).tolist()
    born = tuple(Membership(a, g, date(2018, 1, 1)) for a, g in zip(drawn, groups, strict=True))
    return (*born, Membership(STORY_INDEX["acquired"], 2, ACQUISITION))


def _accounts(rng: np.random.Generator, memberships: tuple[Membership, ...]) -> tuple[Account, ...]:
    """All accounts, in the order they were opened."""
    stories = {story.index: story for story in CAST}
    group_of = {m.account: m.group for m in memberships if m.start != ACQUISITION}
    opened = _opening_days(rng)
    sizes = np.exp(rng.normal(np.log(48_000), 1.35, ACCOUNTS))
    segments = rng.choice(len(SEGMENTS), ACCOUNTS, p=SEGMENT_WEIGHTS)
    taken: set[str] = set()
    built = []
    for i in range(ACCOUNTS):
        story = stories.get(i)
        segment = story.segment if story else SEGMENTS[segments[i]]
        name, sector = _name(rng, _patterns(segment, story), taken, group_of.get(i))
        size = story.size if story else float(sizes[i])
        built.append(_account(rng, i, name, segment, sector, opened[i], size))
    first, second = TWINS
    built[second] = replace(built[second], siren=built[first].siren)
    return tuple(built)


def _patterns(segment: str, story: Story | None) -> tuple[tuple[str, str], ...]:
    """How the companies of a segment are named, with their sector; narrowed to the story's sector if set."""
    wanted = story.sector if story else None
    return tuple(p for p in NAME_PATTERNS[segment] if wanted in (None, p[1]))


def _opening_days(rng: np.random.Generator) -> list[date]:
    """Day each account was opened, ascending; founders before the window, the others inside it."""
    before = np.sort(rng.integers(30, 365 * 22, FOUNDERS))[::-1]
    within = np.sort(rng.integers(5, (AS_OF - FIRST_DAY).days - 40, ACCOUNTS - FOUNDERS))
    days = [FIRST_DAY - timedelta(int(d)) for d in before] + [FIRST_DAY + timedelta(int(d)) for d in within]
    new, day = STORY_INDEX["new_customer"], date(2026, 2, 3)
    days[new] = day
    return [min(d, day) if i < new else max(d, day) for i, d in enumerate(days)]


def _account(
    rng: np.random.Generator, index: int, name: str, segment: str, sector: str, opened: date, size: float
) -> Account:
    abroad = bool(rng.random() < 0.06)
    region = str(rng.choice(REGIONS, p=REGION_WEIGHTS))
    country = str(rng.choice(ABROAD)) if abroad else "France"
    known = rng.random() < 0.82
    potential = int(round(size * float(rng.uniform(1.1, 2.6)), -4)) if known else 0
    return Account(
        index,
        account_code(index),
        name,
        None if abroad else siren(rng),
        segment,
        sector,
        None if abroad else region,
        country,
        opened,
        size,
        potential or None,
    )


def _name(
    rng: np.random.Generator, patterns: tuple[tuple[str, str], ...], taken: set[str], group: int | None
) -> tuple[str, str]:
    """A company name nobody has taken yet and its sector; an entity of a group often carries its name."""
    shared = group is not None and rng.random() < 0.7
    while True:
        root = GROUP_ROOTS[group] if shared and group is not None else str(rng.choice(ROOTS))
        pattern, sector = patterns[int(rng.integers(0, len(patterns)))]
        bare = pattern.format(root)
        if bare not in taken:
            taken.add(bare)
            return bare + str(rng.choice(LEGAL_FORMS)), sector
        shared = shared and rng.random() < 0.8


def _key_spans(rng: np.random.Generator, accounts: tuple[Account, ...]) -> tuple[KeySpan, ...]:
    """Key accounts chosen on size at the start and on judgement, never on what they did afterwards."""
    played = set(STORY_INDEX.values())
    ranked = sorted((a for a in accounts[:FOUNDERS] if a.index not in played), key=lambda a: -a.size)
    volume = [s.index for s in CAST if s.key] + [a.index for a in ranked[:8]]
    chosen = [ranked[8 + int(j)].index for j in rng.permutation(60)[:7]]
    prestige, strategy, former = chosen[:3], chosen[3:6], chosen[6]
    steady = [(i, "volume") for i in volume] + [(i, "prestige") for i in prestige]
    steady += [(i, "strategy") for i in strategy[:2]]
    return (
        *(KeySpan(i, KEY_SINCE, None, reason) for i, reason in steady),
        KeySpan(former, KEY_SINCE, KEY_CHANGE - timedelta(1), "volume"),
        KeySpan(strategy[2], KEY_CHANGE, None, "strategy"),
    )


def _spans(
    rng: np.random.Generator,
    accounts: tuple[Account, ...],
    memberships: tuple[Membership, ...],
    key_spans: tuple[KeySpan, ...],
) -> tuple[Span, ...]:
    """Dated assignments: by region or by group, key accounts in turn, then the changes of hands."""
    owner = _first_owners(accounts, memberships, key_spans)
    keys = {s.account for s in key_spans}
    plain = [a.index for a in accounts if a.index not in keys and a.created_on < HANDOVER]
    drawn = rng.permutation(plain).tolist()
    to_k08 = {*drawn[:22], *(s.account for s in key_spans[9:11])}
    moved = set(drawn[22:28])
    shared = {s.account for s in key_spans[4:6]}
    spans: list[Span] = []
    for account in accounts:
        i, start = account.index, max(account.created_on, KEY_SINCE)
        if i in to_k08:
            spans += _handed_over(i, "D01", "K08", start, ARRIVAL)
        elif i in moved:
            spans += _handed_over(i, owner[i], _next_kam(owner[i]), start, HANDOVER)
        else:
            spans += _held(i, owner[i], start, i in shared)
    return tuple(spans)


def _first_owners(
    accounts: tuple[Account, ...], memberships: tuple[Membership, ...], key_spans: tuple[KeySpan, ...]
) -> dict[int, str]:
    """Account → id of its first KAM; entities of a group share the KAM of their first entity."""
    owner = {a.index: REGION_KAM[a.region] if a.region else "K02" for a in accounts}
    owner |= {s.account: f"K{1 + turn % 7:02d}" for turn, s in enumerate(key_spans)}
    lead: dict[int, str] = {}
    for member in memberships:
        if member.start != ACQUISITION:
            owner[member.account] = lead.setdefault(member.group, owner[member.account])
    return owner


def _next_kam(person: str) -> str:
    """The KAM after this one among the first seven."""
    ids = [kam.id for kam in KAMS[:7]]
    return ids[(ids.index(person) + 1) % len(ids)]


def _handed_over(account: int, before: str, after: str, start: date, day: date) -> Iterator[Span]:
    yield Span(account, before, start, day - timedelta(1), 1.0, "Titulaire")
    yield Span(account, after, day, None, 1.0, "Titulaire")


def _held(account: int, person: str, start: date, shared: bool) -> Iterable[Span]:
    lead = Span(account, person, start, None, 0.7 if shared else 1.0, "Titulaire")
    second = Span(account, _next_kam(person), start, None, 0.3, "Appui")
    return (lead, second) if shared else (lead,)
