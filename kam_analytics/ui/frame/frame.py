"""Everything before a page: identity, navigation, language, filters. Every page begins with `page_guard`."""

import json
import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from kam_analytics.answers.account.page import choices as accounts
from kam_analytics.answers.account.page import groups
from kam_analytics.answers.imports import books
from kam_analytics.answers.imports import missing_rates as waiting
from kam_analytics.answers.imports.sources import late_sources
from kam_analytics.answers.page.declaration import Page
from kam_analytics.answers.page.view import View, freshness
from kam_analytics.answers.pages import PAGES
from kam_analytics.charts.theme import DARK, LIGHT, Style
from kam_analytics.core import logs
from kam_analytics.core.scope import NOBODY, Filters, Role, Scope, without_pay
from kam_analytics.core.text import Lang, Text
from kam_analytics.language import interface as words
from kam_analytics.language import shared
from kam_analytics.language.platform import ANYWHERE, COUNTED, OPENINGS, PLATFORM
from kam_analytics.language.typography import typeset
from kam_analytics.metrics.access.rights import of_login, settings
from kam_analytics.metrics.portfolio.figures import CHOICES
from kam_analytics.ui.frame import access, address, data, filters, inbox, saved_views, trail
from kam_analytics.ui.frame.answers import Asker, WatchedForecaster
from kam_analytics.ui.frame.data import reading
from kam_analytics.ui.frame.errors import explained
from kam_analytics.ui.frame.markdown import escaped
from kam_analytics.ui.frame.store import ROOT, folder, ready
from kam_analytics.warehouse.store import State

T = TypeVar("T")
SCRIPTS = ROOT / "pages"
_FRAME = "frame_of_this_run"
_NAVIGATED = threading.Event()  # for this process: from now on Streamlit runs app.py before every page
STYLE = Path(__file__).with_name("style.css")
SCROLL, PLATFORM_WORDS = (STYLE.with_name(f"{name}.js").read_text("utf-8") for name in ("scroll", "platform"))
CHART_HEIGHT = 400


@dataclass(frozen=True)
class Frame:
    """The context of a page: viewer, language, state of the store, and the place of its export button."""

    page: str
    lang: Lang
    view: View
    folder: Path
    state: State
    style: Style
    actions: DeltaGenerator
    is_frozen: bool = False  # whether an earlier state is read, from which nobody decides

    def remember(self, part: Hashable, compute: Callable[[], T], watched: WatchedForecaster | None = None) -> T:
        """A part of this page, computed once for all who may see the same; see `Asker.remember`."""
        return Asker(self.page, self.folder, self.state, self.view).remember(part, compute, watched)


def enter() -> Any:
    """Do the work of app.py: gate, navigation, shared filters. Returns the page to run."""
    logs.set_up()
    st.set_page_config(page_title="KAM Analytics", page_icon=str(ROOT / "static" / "icon.png"), layout="wide")
    lang = _language()
    if not _NAVIGATED.is_set():
        _navigation(lang, Role.NOBODY)  # prevents pages from running without app.py before anything can stop this run
    with explained(lang):
        own = access.identify(data.people()) if access.is_somebody() else NOBODY
        page = _navigation(lang, own.role)
        if own.role is Role.NOBODY:
            _turn_away(lang)
        store, state = ready(lang, own)
        inbox.watch()
        people = data.people()
        trail.signed_in(store, own)
        trail.rights(store, state, people)
        saved_views.open_if_asked(PAGES[_id(page)], state, own)
        address.carry(_id(page), PAGES[_id(page)].own_filters)
        if _language() != lang:  # the language came with the address: the navigation must use it too
            page = _navigation(_language(), own.role)
        if address.presents():  # also came with the address: only known here
            own = without_pay(own)
        named = dict(zip(people["person_id"], people["name"], strict=True))
        scope = access.narrowed(own, address.chosen("viewer", named, "") or None, set(named))
        if scope.role is not own.role:  # the navigation of the person whose view it is
            page = _navigation(_language(), scope.role)
        st.session_state[_FRAME] = _frame(_id(page), _language(), own, scope, people, store, state)
    return page


def page_guard() -> Frame:
    """The frame of this run. A page that is run without app.py (a cold deep link) does the work of app.py first.

    The very first run of a process then starts again through app.py: Streamlit names the widgets of the two ways
    differently, and the viewer's first upload or choice would be lost.
    """
    if _FRAME not in st.session_state:
        first = not _NAVIGATED.is_set()
        enter()
        if first:
            st.rerun()
    frame: Frame = st.session_state.pop(_FRAME)
    return frame


def _navigation(lang: Lang, role: Role) -> Any:
    """Declare the pages; before this has run once, Streamlit opens the files of pages/ by itself."""
    first = next(iter(PAGES))
    pages = [
        st.Page(
            SCRIPTS / f"{page.id}.py",
            title=_title(page, role).in_(lang),
            url_path=page.id,
            default=page.id == first,
        )
        for page in PAGES.values()
    ]
    page = st.navigation(pages, position="hidden" if role is Role.NOBODY else "top")
    _NAVIGATED.set()
    return page


def _title(page: Page[Any], role: Role) -> Text:
    """What the navigation calls a page; short, so that all of them fit in one line."""
    return page.own_title if role is Role.KAM and page.own_title else page.short_title or page.title


def _language() -> Lang:
    return "en" if st.query_params.get("lang") == "en" else "fr"


def _id(page: Any) -> str:
    return page.url_path or next(iter(PAGES))


def _turn_away(lang: Lang) -> None:
    """Explain politely why nothing is shown, and stop."""
    who, mode = access.login(), settings().mode
    if mode == "accounts" and access.can_sign_in():
        st.title(escaped(typeset(words.SIGN_IN_TITLE, lang)), anchor=False)
        if access.was_signed_in():
            st.markdown(escaped(typeset(words.SIGN_IN_OVER, lang)))
        st.button(words.SIGN_IN.in_(lang), on_click=st.login, key="sign_in", type="primary")
        st.stop()
    reason = _reason(who) if mode == "accounts" and access.is_signed_in() else None
    text = words.DENIED_LOCAL if mode == "local" else words.DENIED_REASONS[reason] if reason else words.DENIED_ANONYMOUS
    if reason:
        trail.refused(folder(), reason)
    st.title(escaped(typeset(words.DENIED_TITLE, lang)), anchor=False)
    st.markdown(escaped(typeset(text, lang).format(login=access.email())))
    if access.is_signed_in():
        _sign_out(lang)
    st.stop()


def _sign_out(lang: Lang) -> None:
    st.button(words.SIGN_OUT.in_(lang), on_click=access.sign_out, key="sign_out")
    access.watch_sign_in()


def _reason(who: str | None) -> str:
    """Why a signed-in visitor sees nothing; the people are read only for a verified login."""
    if who is None:
        return "unverified" if access.email() else "no_address"
    present, ended = of_login(who, data.people(), date.today())
    if len(present) > 1:
        return "shared"
    return "left" if len(ended) else "unknown"


def _frame(page: str, lang: Lang, own: Scope, scope: Scope, people: pd.DataFrame, folder: Path, state: State) -> Frame:
    """Draw the row of filters and actions, and build the view."""
    current, frozen = state, saved_views.frozen_view(PAGES[page], state, own)
    if frozen and frozen.state:
        state = frozen.state
    if address.withholds_names(PAGES[page].own_filters) or (PAGES[page].chooses_payees and address.presents()):
        people = people.iloc[:0]
    read = reading(folder, state)
    empty = View(read, scope, _no_filters(), state.demonstration)
    bar = Asker("", folder, state, empty)
    st.html(STYLE)
    with st.container(key="page_language"):  # Streamlit says "en" for every page; screen readers would read French so
        script = f"document.documentElement.lang = '{lang}';\n{SCROLL}\n{_platform_words(lang)}"
        st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)
    right = st.container(horizontal=True, vertical_alignment="center", width="content", gap="small", key="actions")
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="frame"):
        left = st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="filters")
        beside = st.container(width="content", key="notices")
    chosen, in_room = _no_filters(), address.is_in_room(PAGES[page].own_filters)
    fresh = freshness(empty)
    if PAGES[page].has_period and fresh.first and fresh.last:
        with left:
            has_sheets = "account" in PAGES[page].own_filters
            sheets = bar.remember("sheets", lambda: (accounts(empty), groups(empty))) if has_sheets else ({}, {})
            choices = filters.Choices(fresh.first, fresh.last, empty.rows(CHOICES), *sheets)
            chosen = filters.bar(choices, lang, PAGES[page])
            if not in_room:
                saved_views.draw(PAGES[page], current, own, lang)
            if frozen:
                saved_views.draw_way_out(lang)
    with right:
        slot = st.container(width="content", key="export_slot")
        _viewer_menu(own, people, lang)
        address.switch("lang", words.LANGUAGE.in_(lang), words.LANGUAGES, "fr")
    today = date.today()
    notices, agreed = _notices(bar, today, in_room=in_room), bar.remember("books", lambda: books.badge(empty))
    sent = inbox.notice() if scope.sees_all and not in_room else None
    with beside:
        said = (frozen.sentence if frozen else None, words.PRESENTING if address.presents() else None, sent, *notices)
        _banner(state, own, scope, people, lang, said, agreed)
    style = Style(lang, DARK if st.context.theme.type == "dark" else LIGHT, CHART_HEIGHT)
    view = View(read, scope, chosen, state.demonstration, today=today)
    return Frame(page, lang, view, folder, state, style, slot, frozen is not None and frozen.state is not None)


@cache
def _platform_words(lang: Lang) -> str:
    """The script that puts the platform's words into a language, also those that it had put into the other one."""
    former = {theirs: (typeset(text, "fr"), typeset(text, "en")) for theirs, text in PLATFORM.items()}
    named = {word: typeset(text, lang) for theirs, text in PLATFORM.items() for word in (*former[theirs], theirs)}
    script = PLATFORM_WORDS.replace("KAM_WORDS", json.dumps(named))
    for name, those in (("OPENINGS", OPENINGS), ("ANYWHERE", ANYWHERE), ("COUNTED", COUNTED)):
        script = script.replace(f"KAM_{name}", json.dumps([word for theirs in those for word in former[theirs]]))
    return script


def _notices(bar: Asker, today: date, *, in_room: bool) -> tuple[Text | None, ...]:
    """Missing rates, late exports: these name files, as people do, and are not for a shared room."""
    view = bar.view
    late = () if in_room else bar.remember(("late", today), lambda: tuple(late_sources(view, today)))
    return (bar.remember("rates", lambda: waiting.notice(view)), *late)


def _no_filters() -> Filters:
    """An empty range of days, for pages without a period."""
    day = pd.Timestamp(1900, 1, 1).date()
    return Filters(day, day, day, day)


def _viewer_menu(own: Scope, people: pd.DataFrame, lang: Lang) -> None:
    """The signed-in viewer; those who may see several portfolios may view the page as another person."""
    role = words.ROLES["local" if own.viewer == "local" else own.role.value].in_(lang)
    viewable = people if own.sees_all else people[people["person_id"].isin(own.person_ids)]
    with st.popover(role, key="viewer_menu"):
        if own.role is not Role.KAM and len(viewable):
            names = dict(zip(viewable["person_id"], viewable["name"], strict=True))
            st.caption(escaped(words.VIEWER.in_(lang)))
            address.select(
                "viewer", words.VIEWER.in_(lang), {"": words.MYSELF.in_(lang).format(role=role), **names}, ""
            )
        address.toggle("present", typeset(words.PRESENT, lang))
        if access.login():
            st.caption(escaped(own.viewer))
            _sign_out(lang)


def _banner(
    state: State,
    own: Scope,
    scope: Scope,
    people: pd.DataFrame,
    lang: Lang,
    notices: tuple[Text | None, ...],
    agreed: Text | None,
) -> None:
    """Permanent reminders: demonstration data, another person's view; how far the accounting books agree, as the way
    to their months.
    """
    sentences: list[str] = []
    if state.demonstration:
        sentences.append(typeset(shared.DEMONSTRATION, lang))
    named = people[people["person_id"].isin(scope.person_ids)]["name"]
    if scope != own and len(named):
        sentences.append(typeset(words.VIEWING_AS, lang).format(name=named.iloc[0]))
    sentences += [typeset(text, lang) for text in notices if text is not None]
    if sentences or agreed:
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="banner"):
            for text in sentences:
                st.badge(escaped(text), color="gray")
            if agreed:
                _link_to_books(escaped(typeset(agreed, lang)))


def _link_to_books(label: str) -> None:
    """Looks like the badges beside it, and opens the months of the books."""
    with st.container(width="content", key="books_link"):
        st.page_link(SCRIPTS / "import_data.py", label=label, query_params=address.everything(part="books"))
