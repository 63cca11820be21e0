"""Duplicate accounts, recodings and groups: proposals, decisions, and the notices other pages show about them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from kam_analytics.answers.page.blocks import Block, Column, Link, Message, Table
from kam_analytics.answers.page.declaration import Page
from kam_analytics.answers.page.view import View, written
from kam_analytics.core.kinds import KINDS
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language import identity as text
from kam_analytics.language.dates import month_text
from kam_analytics.language.sentences import fill, plural
from kam_analytics.metrics.identity import figures
from kam_analytics.metrics.identity.figures import CERTAIN, Proposal, Recoding
from kam_analytics.warehouse.decisions.identity import Decision, IdentityVerdict, Kind

EXAMPLES = 3  # pairs that a sentence names


def proposals(view: View) -> tuple[Proposal, ...]:
    """The pairs to review; pairs that belong to an open recoding are left out, as the recoding covers them."""
    recoded = {(pair.old, pair.new) for candidates in recodings(view) for pair in candidates.pairs}
    recoded |= {(new, old) for old, new in recoded}
    candidates = figures.proposals(view.rows(figures.PROPOSALS))
    return tuple(p for p in candidates if (p.subject, p.object) not in recoded)


def recodings(view: View) -> tuple[Recoding, ...]:
    """The open recodings to decide: customer codes, product families."""
    candidates = (figures.recoding(view.rows(sql)) for sql in figures.RECODINGS.values())
    return tuple(recoding for recoding in candidates if recoding is not None)


def decisions(view: View) -> pd.DataFrame:
    """One row per decision, including undone ones."""
    return view.rows(figures.DECISIONS)


def unmatched(view: View) -> pd.DataFrame:
    """One row per name in another file that matches no account."""
    return view.rows(figures.UNMATCHED)


def memberships(view: View) -> pd.DataFrame:
    """One row per account and period of membership in a group."""
    return view.rows(figures.MEMBERSHIPS)


def sure(proposals: Iterable[Proposal]) -> dict[str, list[Proposal]]:
    """The proposals that may be accepted together, by reason."""
    by_method: dict[str, list[Proposal]] = defaultdict(list)
    for proposal in proposals:
        if proposal.method in CERTAIN:
            by_method[proposal.method].append(proposal)
    return dict(by_method)


def accepted_pair(proposal: Proposal) -> Decision:
    """The decision that the two accounts count as one."""
    return _decision(proposal, "same")


def refused_pair(proposal: Proposal) -> Decision:
    """The decision that the two accounts are distinct; the pair is never proposed again."""
    return _decision(proposal, "different")


def _decision(proposal: Proposal, verdict: IdentityVerdict) -> Decision:
    return Decision("account", verdict, proposal.subject, proposal.object, proposal.method, proposal.score)


def accepted(recoding: Recoding) -> list[Decision]:
    """The decisions that every old code counts as its new code."""
    return _answered(recoding, "same")


def refused(recoding: Recoding) -> list[Decision]:
    """The decisions that the stopped codes and the new codes are unrelated."""
    return _answered(recoding, "different")


def _answered(recoding: Recoding, verdict: IdentityVerdict) -> list[Decision]:
    kind: Kind = "family" if recoding.kind == "family" else "account"
    return [Decision(kind, verdict, pair.old, pair.new, pair.method, pair.score) for pair in recoding.pairs]


def message(proposals: Sequence[Proposal], recodings: Sequence[Recoding]) -> Text:
    """The main sentence of the page."""
    if recodings:
        count = sum(len(one.pairs) for one in recodings)
        return fill(text.LEAD_RECODING, count=count, amount=_euros(sum(one.at_stake for one in recodings)))
    if not proposals:
        return text.LEAD_NONE
    amount = _euros(sum({p.subject: p.subject_revenue for p in proposals}.values()) + _objects(proposals))
    return fill(text.LEAD_ONE if len(proposals) == 1 else text.LEAD, count=len(proposals), amount=amount)


def _objects(proposals: Sequence[Proposal]) -> float:
    """Revenue of the accounts into which others would be merged, each counted once."""
    subjects = {p.subject for p in proposals}
    return sum({p.object: p.object_revenue for p in proposals if p.object not in subjects}.values())


def question(recoding: Recoding) -> Text:
    """The question about codes that were replaced at once."""
    named = month_text(recoding.month)
    return fill(text.RECODING[recoding.kind], count=len(recoding.pairs), month=named)


def proposal_table(proposals: Sequence[Proposal], view: View) -> Table:
    """The pairs, largest revenue first."""
    files = _files(view)
    rows = pd.DataFrame(
        [
            {
                "subject": _named(p.subject_name, p.subject),
                "subject_source": _sources(p.subject_sources, files),
                "subject_revenue": p.subject_revenue if p.subject_is_account else None,
                "object": _named(p.object_name, p.object),
                "object_source": _sources(p.object_sources, files),
                "object_revenue": p.object_revenue,
                "why": text.METHODS[p.method],
                "score": p.score,
            }
            for p in proposals
        ]
    )
    columns = {
        "subject": Column(text.SUBJECT),
        "object": Column(text.OBJECT),
        "why": Column(text.WHY),
        "score": Column(text.SCORE, Unit.SHARE, folded=True),
        "subject_revenue": Column(text.REVENUES[0], Unit.EUR),
        "object_revenue": Column(text.REVENUES[1], Unit.EUR),
        "subject_source": Column(text.SOURCES_OF[0], folded=True),
        "object_source": Column(text.SOURCES_OF[1], folded=True),
    }
    return Table("proposals", text.PROPOSED, rows[list(columns)], columns)


def recoding_table(recoding: Recoding) -> Table:
    """Old and new codes side by side."""
    rows = pd.DataFrame(
        [
            {
                "old": _named(pair.old_name, pair.old),
                "new": _named(pair.new_name, pair.new),
                "why": text.METHODS[pair.method],
                "score": pair.score,
                "revenue": pair.at_stake,
            }
            for pair in recoding.pairs
        ]
    )
    columns = {
        "old": Column(text.OLD),
        "new": Column(text.NEW),
        "why": Column(text.WHY),
        "score": Column(text.SCORE, Unit.SHARE),
        "revenue": Column(text.REVENUE_BEFORE, Unit.EUR),
    }
    return Table(f"recoding_{recoding.kind}", text.REPLACED[recoding.kind], rows, columns)


def unmatched_table(rows: pd.DataFrame) -> Table:
    """Names without an account, and the types of file they occur in."""
    kinds = (_listed([KINDS[k].label for k in codes if k in KINDS]) for codes in rows["kinds"])
    columns = {
        "reference": Column(text.NAME),
        "occurs": Column(text.OCCURS),
        "rows": Column(text.TIMES, Unit.COUNT),
        "amount": Column(text.AMOUNT, Unit.EUR),
    }
    return Table(
        "unmatched", text.UNMATCHED, rows.assign(occurs=written(kinds, rows))[list(columns)], columns, searchable=True
    )


def membership_table(rows: pd.DataFrame) -> Table:
    """Members of each group, with dates and source."""
    columns = {
        "group_name": Column(text.GROUP),
        "account_name": Column(text.ACCOUNT),
        "account_id": Column(Text(fr="Code", en="Code")),
        "from_on": Column(text.FROM, Unit.DATE),
        "to_on": Column(text.TO, Unit.DATE),
        "said_by": Column(text.SAID_BY),
    }
    sourced = rows.assign(said_by=written((text.SOURCES.get(s) for s in rows["source"]), rows))
    return Table("memberships", text.MEMBERSHIPS, sourced[list(columns)], columns, opens_account=True, searchable=True)


def decision_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per click: what was decided, when, by whom, whether it still applies."""
    clicks = [part.to_dict("records") for _, part in rows.groupby("batch", sort=False)]
    return pd.DataFrame(
        [
            {
                "batch": click[0]["batch"],
                "what": described(click),
                "why": text.METHODS.get(click[0]["method"]),
                "decided_at": click[0]["decided_at"],
                "decided_by": click[0]["decided_by"],
                "state": text.IN_FORCE if pd.isna(click[0]["undone_at"]) else text.UNDONE,
                "undone_at": click[0]["undone_at"],
                "undone_by": click[0]["undone_by"],
            }
            for click in clicks
        ]
    )


def described(click: Sequence[Mapping[Any, Any]]) -> Text:
    """A click in words: its first decision, and how many others it included."""
    first = click[0]
    subject = first["subject"] if first["kind"] == "family" else _named(first["subject_name"], first["subject"])
    other = first["object"] if first["kind"] == "family" else _named(first["object_name"], first["object"])
    sentence = fill(text.SAID[first["kind"], first["verdict"]], subject=subject, object=other)
    if len(click) == 1:
        return sentence
    more = fill(plural(len(click) - 1, text.MORE_ONE, text.MORE), count=len(click) - 1)
    return Text(fr=sentence.fr + more.fr, en=sentence.en + more.en)


def decision_table(rows: pd.DataFrame) -> Table:
    """The decisions, the latest first."""
    columns = {
        "batch": Column(text.NUMBER, Unit.COUNT),
        "what": Column(text.WHAT),
        "why": Column(text.WHY),
        "decided_at": Column(text.WHEN, Unit.DATE),
        "decided_by": Column(text.WHO),
        "state": Column(text.STATE),
        "undone_at": Column(text.WHEN, Unit.DATE),
        "undone_by": Column(text.WHO),
    }
    return Table("decisions", text.HISTORY, decision_rows(rows), columns, searchable=True)


def notices(page: Page[Any], view: View) -> tuple[list[Block], list[Block]]:
    """Notices about groups and recodings: the messages, and the links to the pages where they are decided."""
    messages: list[Block] = [Message(sentence, lead=False) for sentence in _perimeter(page, view)]
    questions = recodings(view) if page.asks_recoding else ()
    for recoding in questions:
        amount = _euros(recoding.at_stake)
        asked_elsewhere = fill(text.ASKED_ELSEWHERE[recoding.kind], count=len(recoding.pairs), amount=amount)
        messages.append(Message(asked_elsewhere, lead=False))
    return messages, [Link("identity", text.ANSWER)] if questions else []


def may_be_one(view: View) -> Text | None:
    """How many pairs of accounts wait for a decision, with the largest; None without one."""
    pairs = [p for p in proposals(view) if p.subject_is_account]
    if not pairs:
        return None
    examples = [
        fill(text.PAIR, one=_named(p.subject_name, p.subject), other=_named(p.object_name, p.object))
        for p in pairs[:EXAMPLES]
    ]
    return fill(plural(len(pairs), *text.MAY_BE_ONE), n=Quantity(len(pairs), Unit.COUNT), examples=_listed(examples))


def _perimeter(page: Page[Any], view: View) -> list[Text]:
    """In words, which group membership the page uses."""
    if view.filters.level != "group" or page.perimeter is None:
        return []
    if view.filters.perimeter == "today":
        return [text.PERIMETER_TODAY]
    return [fill(page.perimeter, day=view.filters.end)]


def _files(view: View) -> dict[int, str]:
    rows = view.rows(figures.FILES)
    return {int(i): str(f) for i, f in zip(rows["import_id"], rows["file"], strict=True)}


def _sources(numbers: Sequence[int], files: Mapping[int, str]) -> str:
    """The latest file that names an account, and the number of others."""
    named = [files[n] for n in numbers if n in files]
    return "–" if not named else named[-1] if len(named) == 1 else f"{named[-1]} (+{len(named) - 1})"


def _named(name: str, code: str) -> Text:
    """A name with its code, or just one if they are equal."""
    return Text(fr=name, en=name) if name == code else fill(text.NAMED, name=name, code=code)


def _listed(labels: Sequence[Text]) -> Text:
    return Text(fr=", ".join(one.fr for one in labels), en=", ".join(one.en for one in labels))


def _euros(amount: float) -> Quantity:
    return Quantity(amount, Unit.EUR)


IDENTITY: Page[None] = Page(
    id="identity",
    title=Text(fr="Comptes et groupes", en="Accounts and groups"),
    short_title=Text(fr="Groupes", en="Groups"),
    icon=":material/join:",
)
