"""Who gets a pack of a batch, and what each may see."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from kam_analytics.answers.concentration import page as concentration
from kam_analytics.answers.page.declaration import Instead
from kam_analytics.answers.page.view import View
from kam_analytics.answers.review.account import account_slides
from kam_analytics.answers.review.choice import chosen
from kam_analytics.answers.review.page import slides
from kam_analytics.answers.review.slide import Slide
from kam_analytics.core.scope import Role, Scope, without_pay
from kam_analytics.core.text import Text
from kam_analytics.language.interface import ACCOUNT, KAM
from kam_analytics.metrics.access import PEOPLE
from kam_analytics.metrics.access.rights import is_present, team_of
from kam_analytics.metrics.portfolio.figures import CHOICES
from kam_analytics.metrics.records import records

GROUPS = ("account", "kam", "team", "each-kam")
WITH_CONTENT = ("asks",)  # what is typed in the room: without a line there is nothing to print


@dataclass(frozen=True)
class Recipient:
    """One pack of a batch: for whom, at which address, and the slides that this person may see.

    about: what is added to the filters that the pack names.
    """

    id: str
    name: str
    login: str
    viewer: str
    about: tuple[tuple[Text, str], ...]
    slides: Callable[[], tuple[Slide, ...]]


def whole(view: View, now: View) -> tuple[Slide, ...]:
    """The slides of a view, as the team chose them; none where nothing was invoiced."""
    built = slides(view, now)
    if isinstance(built, Instead):
        return ()
    return tuple(slide for slide in chosen(now, built) if slide.shows or slide.id not in WITH_CONTENT)


def readers(group: str, view: View, now: View, most: int) -> list[Recipient]:
    """The packs of a batch, by name. view: of everything, on the state that is reviewed; now: on the current one."""
    people = view.rows(PEOPLE)
    people = people[is_present(people, date.today())]
    kams = _caretakers(view)
    if group == "account":
        return list(_accounts(view, people, kams, most))
    if group == "team":
        return [_person(row, team, view, now) for row, team in _teams(people, kams)]
    return [_person(row, (str(row["person_id"]),), view, now) for row in _rows(people) if row["person_id"] in kams]


def _rows(people: pd.DataFrame) -> list[dict[str, object]]:
    return records(people.sort_values(["name", "person_id"]))


def _caretakers(view: View) -> set[str]:
    """The people who look after accounts."""
    rows = view.rows(CHOICES)
    return set(rows[rows["filter"] == "kam"]["value"].astype(str))


def _teams(people: pd.DataFrame, kams: set[str]) -> Iterator[tuple[dict[str, object], tuple[str, ...]]]:
    """Everybody above somebody who looks after accounts."""
    for row in _rows(people):
        team = team_of(str(row["person_id"]), people)
        if len(team) > 1 and kams & set(team):
            yield row, team


def scope_for(login: str, people: tuple[str, ...]) -> Scope:
    """What a KAM or a manager of a team sees, without anybody's pay."""
    return without_pay(Scope(login, Role.MANAGER if len(people) > 1 else Role.KAM, people))


def _person(row: dict[str, object], team: tuple[str, ...], view: View, now: View) -> Recipient:
    login, name = _login(row), str(row["name"])
    scope = scope_for(login, team)
    own, current = replace(view, scope=scope), replace(now, scope=scope)

    return Recipient(str(row["person_id"]), name, login, name, ((KAM, name),), lambda: whole(own, current))


def _accounts(view: View, people: pd.DataFrame, kams: set[str], most: int) -> Iterator[Recipient]:
    """The largest accounts of the period, each as its caretaker sees it."""
    rows = concentration.figures(view).ranked.head(max(most, 0))
    listed = [row for row in _rows(people) if row["person_id"] in kams]
    names = [str(row["name"]) for row in listed]
    by_name = {name: row for name, row in zip(names, listed, strict=True) if names.count(name) == 1}
    for row in rows.to_dict("records"):
        caretaker = by_name.get(str(row["kam"]))
        login = "" if caretaker is None else _login(caretaker)
        scope = without_pay(view.scope) if caretaker is None else scope_for(login, (str(caretaker["person_id"]),))
        filters = replace(view.filters, account=str(row["account_id"]), level="entity")
        own = replace(view, scope=scope, filters=filters)
        name = str(row["account_name"])
        viewer = "" if caretaker is None else str(caretaker["name"])
        yield Recipient(str(row["account_id"]), name, login, viewer, ((ACCOUNT, name),), _slides_of(own))


def _slides_of(view: View) -> Callable[[], tuple[Slide, ...]]:
    return lambda: account_slides(view)


def _login(row: dict[str, object]) -> str:
    return "" if row["login"] is None or row["login"] != row["login"] else str(row["login"])
