"""Who has access and why: rights, last sign-ins, refusals, shared logins, people whom the last file does not name."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from kam_analytics.answers.access.trail import WITH_PAY, account, right
from kam_analytics.answers.page.blocks import Block, Column, Note, Table
from kam_analytics.core.scope import Role, Scope
from kam_analytics.core.text import Text
from kam_analytics.core.units import Unit
from kam_analytics.language import access as text
from kam_analytics.language.sentences import fill, plural
from kam_analytics.metrics.access.rights import LISTS, Settings, holders, of_login
from kam_analytics.warehouse.trail import Event, TrailEntry

NOTHING = Text(fr="", en="")
COLUMNS = {
    "name": Column(text.NAME),
    "login": Column(text.LOGIN),
    "right": Column(text.RIGHT),
    "remark": Column(text.REMARK),
    "last_sign_in": Column(text.LAST_SIGN_IN, Unit.DATE),
    "why": Column(text.WHY),
}
REFUSED = {
    "login": Column(text.LOGIN),
    "reason": Column(text.REASON),
    "times": Column(text.TIMES, Unit.COUNT),
    "last": Column(text.LAST, Unit.DATE),
}


@dataclass(frozen=True)
class AccessFacts:
    """What the list is made of.

    people: rows of `access/people.sql`; absent: rows of `access/absent_people.sql`; entries: the trail.
    """

    settings: Settings
    people: pd.DataFrame
    absent: pd.DataFrame
    entries: Sequence[TrailEntry]
    today: date

    @property
    def gone(self) -> pd.DataFrame:
        """Of those whom the last file does not name, the ones whom no day of departure keeps out."""
        ended = pd.to_datetime(self.absent["end_on"])
        return self.absent[ended.isna() | (ended >= pd.Timestamp(self.today))]


def blocks(facts: AccessFacts) -> list[Block]:
    """What is to be known first, then the lists."""
    return [*notes(facts), *tables(facts)]


def notes(facts: AccessFacts) -> list[Block]:
    """That nobody signs in in local mode; how many may have left, by which file."""
    parts: list[Block] = []
    if facts.settings.mode != "accounts":
        parts.append(Note(fill(text.LOCAL_MODE, mode=facts.settings.mode)))
    if count := len(facts.gone):
        file = str(facts.gone["last_file"].iloc[0])
        parts.append(Note(fill(plural(count, text.GONE_COUNT_ONE, text.GONE_COUNT), n=count, file=file)))
    return parts


def tables(facts: AccessFacts) -> list[Block]:
    """Who has access, and who was refused."""
    listed, refused = people(facts), refusals(facts.entries)
    parts: list[Block] = [Table("access", text.ACCESS, listed, COLUMNS, searchable=True)]
    return [*parts, Table("refusals", text.REFUSALS, refused, REFUSED)] if len(refused) else parts


def people(facts: AccessFacts) -> pd.DataFrame:
    """One row a login, then one for each person without a login."""
    signed_in = _last_sign_ins(facts.entries)
    rows = [
        _row(login, scope, signed_in.get(login), facts)
        for login, scope in holders(facts.settings, facts.people, facts.today).items()
    ]
    rows += [_without_login(person, facts) for person in facts.people[facts.people["login"].isna()].to_dict("records")]
    rows.sort(key=lambda row: row["remark"] == NOTHING)  # what is to be looked at first
    return pd.DataFrame(rows, columns=list(COLUMNS))


def refusals(entries: Sequence[TrailEntry]) -> pd.DataFrame:
    """Login and reason of the refused sign-ins that the trail holds, the latest first."""
    refused = [entry for entry in entries if entry.event is Event.REFUSED]
    times = Counter((entry.who, str(entry.facts.get("reason"))) for entry in refused)
    last = {(e.who, str(e.facts.get("reason"))): e.at.date() for e in reversed(refused)}
    rows = [
        {
            "login": account(who) if who else text.REASONS["no_address"],
            "reason": text.REASONS.get(reason, Text(fr=reason, en=reason)),
            "times": times[who, reason],
            "last": last[who, reason],
        }
        for who, reason in times
    ]
    return pd.DataFrame(rows, columns=list(REFUSED))


def code(scope: Scope) -> str:
    """The code of a right: the role, and whether it sees all pay."""
    return scope.role.value + (WITH_PAY if scope.sees_all_pay else "")


def _last_sign_ins(entries: Sequence[TrailEntry]) -> Mapping[str, date]:
    return {e.who: e.at.date() for e in reversed(entries) if e.event is Event.SIGNED_IN}


def _why(login: str, scope: Scope, settings: Settings) -> Text:
    """The lists that name the login, or its person in the people file."""
    lists = [name for name in LISTS if login in getattr(settings, name)]
    reasons = [fill(text.BY_LIST, list=name) for name in lists]
    if scope.role in (Role.KAM, Role.MANAGER) and scope.own_id is not None:
        others = len(scope.person_ids) - 1
        by_file = fill(text.BY_TEAM if others else text.BY_FILE, person=scope.own_id, n=others)
        reasons.insert(0, by_file)
    return _joined(reasons)


def _remarks(login: str, scope: Scope, present: pd.DataFrame, left: pd.DataFrame, settings: Settings) -> Sequence[Text]:
    """What is to be looked at: a login of several people, somebody who left, a reader of pay who does not get in."""
    if len(present) > 1:
        return [fill(text.SHARED, n=len(present))]
    if scope.role is not Role.NOBODY:
        return []
    if len(left):
        return [fill(text.LEFT_ON, day=pd.Timestamp(left["end_on"].max()).date())]
    return [text.PAY_ALONE] if login in settings.pay_readers else []


def _row(login: str, scope: Scope, signed_in: date | None, facts: AccessFacts) -> dict[str, object]:
    present, left = of_login(login, facts.people, facts.today)
    named = present if len(present) else left
    remarks = [*_remarks(login, scope, present, left, facts.settings), *_gone(facts, set(named["person_id"]))]
    return {
        "name": " / ".join(str(name) for name in named["name"].dropna()),
        "login": login,
        "right": right(code(scope)),
        "why": _why(login, scope, facts.settings),
        "last_sign_in": signed_in,
        "remark": _joined(remarks),
    }


def _without_login(person: Mapping[Hashable, object], facts: AccessFacts) -> dict[str, object]:
    return {
        "name": person["name"],
        "login": "",
        "right": text.RIGHTS["nobody"],
        "why": NOTHING,
        "last_sign_in": None,
        "remark": _joined([text.NO_LOGIN, *_gone(facts, {str(person["person_id"])})]),
    }


def _gone(facts: AccessFacts, people: set[str]) -> list[Text]:
    """That the last file of people does not name one of them."""
    return [text.GONE] if facts.gone["person_id"].isin(people).any() else []


def _joined(texts: Sequence[Text]) -> Text:
    whole = texts[0] if texts else NOTHING
    for other in texts[1:]:
        whole = fill(text.AND, one=whole, other=other)
    return whole
