"""How much of a person's variable pay depends on one customer: the pay recomputed without that customer's purchases."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kam_analytics.answers.page.view import View, without
from kam_analytics.answers.pay.inputs import team, year_to_date
from kam_analytics.metrics import pay as package
from kam_analytics.metrics.pay.metrics import PersonPay, Team

ACCOUNTS = Path(package.__file__).parent / "credited_accounts.sql"


@dataclass(frozen=True, slots=True)
class Dependence:
    """A person's largest account by revenue, and the share of the estimated pay that depends on it."""

    account: str
    share: float | None  # None if there is no estimate


def dependence(people: Team, view: View) -> dict[str, Dependence]:
    """Person → largest account, for those whose pay the viewer may see.

    Accounts are removed together if nobody is credited with two of them, so that the team is read only once or twice.
    """
    paid = {p.person_id: p for p in people.people if p.statement is not None}
    view = year_to_date(view)
    credited = view.rows(ACCOUNTS, as_of=view.filters.end).to_dict("records")
    largest = {r["person_id"]: r for r in credited if r["rank"] == 1 and r["person_id"] in paid}
    holders: dict[str, set[str]] = defaultdict(set)
    for row in credited:
        holders[row["account_id"]].add(row["person_id"])
    hung: dict[str, Dependence] = {}
    for batch in _batches({str(who): str(row["account_id"]) for who, row in largest.items()}, holders):
        after = team(without(view, tuple(batch.values()), 0.0))
        left = {p.person_id: p for p in after.people}
        for who in batch:
            hung[who] = Dependence(str(largest[who]["account_name"]), _share(paid[who], left.get(who)))
    return hung


def _batches(lost: Mapping[str, str], holders: Mapping[str, set[str]]) -> list[dict[str, str]]:
    """Groups of people whose largest accounts are credited to nobody else in the group."""
    batches: list[dict[str, str]] = []
    for who, account in lost.items():
        for batch in batches:
            apart = not holders[account] & set(batch) and not any(who in holders[other] for other in batch.values())
            if apart:
                batch[who] = account
                break
        else:
            batches.append({who: account})
    return batches


def _share(before: PersonPay, after: PersonPay | None) -> float | None:
    """(Estimate − estimate without) ÷ estimate."""
    now = before.statement.measured if before.statement is not None else None
    then = after.statement.measured if after is not None and after.statement is not None else None
    if not now or then is None:
        return None
    return float((now - then) / now)
