"""The review that a session works on: its quarter, the state it is read from, its slides."""

from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st

from kam_analytics.answers.page.blocks import Block
from kam_analytics.answers.page.declaration import Instead
from kam_analytics.answers.page.view import View
from kam_analytics.answers.review.choice import arranged, status
from kam_analytics.answers.review.decisions import quarter_of
from kam_analytics.answers.review.discretion import Discretion
from kam_analytics.answers.review.page import slides
from kam_analytics.answers.review.slide import Slide
from kam_analytics.core.scope import without_pay
from kam_analytics.ui.frame.data import reading
from kam_analytics.ui.frame.frame import Frame
from kam_analytics.ui.frame.store import open_store
from kam_analytics.warehouse.store import State


@dataclass(frozen=True)
class Review:
    """frame: of this run, without pay; view: on the state that is reviewed; pinned: that state, where the review is
    frozen and it is still readable.

    slides: in the order of the team, the hidden ones included; instead: what is shown where there are none.
    """

    frame: Frame
    view: View
    quarter: str
    discretion: Discretion
    frozen: bool
    pinned: State | None
    slides: tuple[Slide, ...]
    hidden: frozenset[str]
    instead: tuple[Block, ...] = ()
    closed: bool = False

    @property
    def told(self) -> tuple[Slide, ...]:
        """The slides of today. A hidden one never reaches the browser."""
        return tuple(slide for slide in self.slides if slide.id not in self.hidden)

    @property
    def is_outdated(self) -> bool:
        """Whether invoices were imported since the review was frozen."""
        return self.pinned is not None and self.pinned.ledger != self.frame.state.ledger

    @property
    def is_lost(self) -> bool:
        """Whether the review was frozen and its state can no longer be read."""
        return self.frozen and self.pinned is None


def open_review(frame: Frame) -> Review:
    """The review of the quarter in the filters, computed once for everybody with equal rights."""
    frame = replace(frame, view=replace(frame.view, scope=without_pay(frame.view.scope), foresee=None))
    quarter = quarter_of(frame.view.filters)
    row = status(frame.view, quarter)
    number = row.get("pinned")
    pinned = None if number is None else open_store(str(frame.folder)).at(int(number))
    discretion = Discretion(names="names" in st.query_params, aliases="aliases" in st.query_params)
    key = ("slides", None if pinned is None else pinned.number, discretion)
    view = _pinned(frame, pinned)
    answer = frame.remember(key, lambda: slides(view, frame.view, discretion))
    told, instead = ((), tuple(answer.blocks)) if isinstance(answer, Instead) else (answer, ())
    ordered, hidden = arranged(frame.view, told)
    closed = row.get("closed_at") is not None
    return Review(frame, view, quarter, discretion, number is not None, pinned, ordered, hidden, instead, closed)


def _pinned(frame: Frame, state: State | None) -> View:
    """The view on the state that is reviewed."""
    folder: Path = frame.folder
    return frame.view if state is None else replace(frame.view, read=reading(folder, state))
