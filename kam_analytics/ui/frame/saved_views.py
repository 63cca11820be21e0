"""Views saved by name: opened by their id in the address, kept from the filter bar, read from their frozen state."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from kam_analytics.answers.page.declaration import Page
from kam_analytics.core.scope import Scope
from kam_analytics.core.text import Lang, Text
from kam_analytics.language import saved_views as words
from kam_analytics.language.dates import day_text
from kam_analytics.language.sentences import fill
from kam_analytics.language.typography import typeset
from kam_analytics.metrics.access import SAVED_VIEWS
from kam_analytics.metrics.records import records
from kam_analytics.ui.frame import address
from kam_analytics.ui.frame.data import reading
from kam_analytics.ui.frame.markdown import escaped
from kam_analytics.ui.frame.refusals import refusals_shown
from kam_analytics.ui.frame.store import ROOT, folder, open_store
from kam_analytics.warehouse.decisions.saved_views import LONGEST, SavedView, may_share, remove, save
from kam_analytics.warehouse.store import State

VIEW, FROZEN = "view", "frozen"
_OPENED = "view_opened"
Row = dict[str, Any]


@dataclass(frozen=True)
class FrozenView:
    """The view whose state is read. state: None where this release cannot read it; is_outdated: newer data exist."""

    name: str
    saved_on: date
    state: State | None
    is_outdated: bool

    @property
    def sentence(self) -> Text:
        """What the banner says."""
        if self.state is None:
            return fill(words.LOST, name=self.name)
        said = fill(words.FROZEN, name=self.name, day=day_text(self.saved_on))
        return fill(words.NEWER, said=said) if self.is_outdated else said


def listed(state: State, own: Scope) -> list[Row]:
    """The views of the team and of the viewer."""
    return records(reading(folder(), state)(SAVED_VIEWS, own, ()))


def open_if_asked(page: Page[Any], state: State, own: Scope) -> None:
    """Write a view that is asked for by its id into the address, which then has its filters.

    A link has the id alone. Once filters are changed the address is a view of its own and loses the id.
    """
    asked = st.query_params.get(VIEW)
    if asked is None:
        return
    row = next((r for r in listed(state, own) if str(r["view_id"]) == asked and r["page"] == page.id), None)
    saved, here = dict(parse_qsl(row["address"])) if row else {}, address.meaning()
    if row and not here and st.session_state.get(_OPENED) != asked:
        address.forget()
        st.query_params.update(saved)
        st.query_params.pop(FROZEN, None)
        if row["pinned"] is not None:
            st.query_params[FROZEN] = asked
    elif here != saved or row is None:
        del st.query_params[VIEW]
    st.session_state[_OPENED] = st.query_params.get(VIEW)


def frozen_view(page: Page[Any], state: State, own: Scope) -> FrozenView | None:
    """The view whose state the address asks for, where the page reads frozen ones and the viewer has the view."""
    asked = st.query_params.get(FROZEN)
    if asked is None or not page.can_freeze or not page.has_period:
        return None
    row = next((r for r in listed(state, own) if str(r["view_id"]) == asked and r["pinned"] is not None), None)
    if row is None:
        return None
    pinned = open_store(str(folder())).at(int(row["pinned"]))
    outdated = pinned is not None and (pinned.ledger, pinned.pay) != (state.ledger, state.pay)
    return FrozenView(str(row["name"]), row["saved_at"], pinned, outdated)


def draw(page: Page[Any], state: State, own: Scope, lang: Lang) -> None:
    """The views to open, and the form that keeps this one."""
    rows = listed(state, own)
    current = next((str(r["name"]) for r in rows if str(r["view_id"]) == st.query_params.get(VIEW)), None)
    with st.popover(escaped(current or words.VIEWS.in_(lang)), icon=":material/bookmark:", key="saved_views"):
        if not rows:
            st.caption(escaped(typeset(words.NONE_YET, lang)))
        for title, mine in ((words.OF_TEAM, False), (words.OF_MINE, True)):
            of_kind = [r for r in rows if (r["owner"] is not None) is mine]
            if of_kind:
                st.caption(escaped(typeset(title, lang)))
            for row in of_kind:
                _line(row, own, lang)
        _form(page, own, lang)


def _line(row: Row, own: Scope, lang: Lang) -> None:
    """A view to open, and its removal for whoever may."""
    view_id = int(row["view_id"])
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"saved_view_{view_id}"):
        st.page_link(
            ROOT / "pages" / f"{row['page']}.py",
            label=escaped(str(row["name"])),
            icon=":material/lock:" if row["pinned"] is not None else ":material/bookmark:",
            query_params=_link(view_id),
            width="stretch",
        )
        if row["owner"] is not None or may_share(own):
            label = typeset(fill(words.REMOVE, name=str(row["name"])), lang)
            if st.button(escaped(label), icon=":material/delete:", help=escaped(label), key=f"remove_view_{view_id}"):
                _change(lang, lambda: remove(open_store(str(folder())), view_id, own))


def _link(view_id: int) -> dict[str, str]:
    """The address of a view: its id, and who looks in which language."""
    viewing = {key: st.query_params[key] for key in ("lang", "viewer", "present") if key in st.query_params}
    return {**viewing, VIEW: str(view_id)}


def _form(page: Page[Any], own: Scope, lang: Lang) -> None:
    with st.form("save_view", border=False, clear_on_submit=True):
        name = st.text_input(words.NAME.in_(lang), max_chars=LONGEST, key="view_name")
        shared = may_share(own) and st.checkbox(typeset(words.SHARE, lang), key="view_shared")
        frozen = page.can_freeze and st.checkbox(typeset(words.FREEZE, lang), key="view_frozen")
        if st.form_submit_button(words.SAVE.in_(lang), key="view_save"):
            view = SavedView(name, page.id, urlencode(address.meaning()))
            _change(lang, lambda: _keep(view, own, shared=shared, frozen=frozen))


def _keep(view: SavedView, own: Scope, *, shared: bool, frozen: bool) -> None:
    """Save, and be on the view: its id in the address, its state read."""
    view_id = str(save(open_store(str(folder())), view, own, shared=shared, frozen=frozen))
    st.query_params[VIEW] = st.session_state[_OPENED] = view_id
    if frozen:
        st.query_params[FROZEN] = view_id


def _change(lang: Lang, change: Callable[[], None]) -> None:
    with refusals_shown(lang):
        change()
        st.rerun()


def draw_way_out(lang: Lang) -> None:
    """That the data are frozen, as a chip: taken back, the same filters show the current ones."""
    st.button(
        words.FROZEN_CHIP.in_(lang),
        key="leave_frozen",
        icon=":material/close:",
        help=typeset(words.TO_TODAY, lang),
        on_click=address.clear,
        args=([FROZEN, VIEW],),
    )
