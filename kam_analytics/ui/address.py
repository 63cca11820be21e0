"""What the viewer chose, kept in the address of the page: codes and ids, never a name or an amount.

Streamlit's own binding writes the label of a choice into the address: names of people and customers would end up in
browser histories, and a French link would not open in English. So the address is written here, from codes.
"""

from collections.abc import Callable, Mapping
from datetime import date

import streamlit as st

SHARED = ("lang", "period", "from", "to", "level", "segment", "region", "kam", "family", "viewer")
OF_PAGE = {"growth": ("key",), "account": ("account",)}
_MEMORY, _PAGE = "address_memory", "address_page"


def carry(page: str) -> None:
    """Bring the choices along to another page: the links of the navigation open it with a bare address."""
    memory: dict[str, str] = st.session_state.setdefault(_MEMORY, {})
    here = (*SHARED, *OF_PAGE.get(page, ()))
    if st.session_state.get(_PAGE) not in (None, page):
        for key in here:
            if key not in st.query_params and key in memory:
                st.query_params[key] = memory[key]
    st.session_state[_PAGE] = page
    for key in here:
        if key in st.query_params:
            memory[key] = st.query_params[key]
        else:
            memory.pop(key, None)


def chosen(key: str, codes: Mapping[str, str] | list[str], default: str) -> str:
    """The code in the address, or the default where it is missing or unknown."""
    code = st.query_params.get(key, default)
    return code if code in codes else default


def chosen_day(key: str, default: date) -> date:
    """The ISO day in the address, or the default."""
    try:
        return date.fromisoformat(st.query_params.get(key, ""))
    except ValueError:
        return default


def everything(**more: str) -> dict[str, str]:
    """The shared choices as they stand, and `more`: the address of another page."""
    return {**{k: st.query_params[k] for k in SHARED if k in st.query_params}, **more}


def select(key: str, label: str, choices: Mapping[str, str], default: str) -> str:
    """A drop-down over codes: `choices` maps each code to its label."""
    widget = _widget(key, chosen(key, choices, default))
    st.selectbox(
        label, list(choices), format_func=choices.__getitem__, key=widget, label_visibility="collapsed",
        on_change=_remember, args=(key, default),
    )  # fmt: skip
    return chosen(key, choices, default)


def switch(key: str, label: str, choices: Mapping[str, str], default: str) -> str:
    """Two or three codes side by side."""
    widget = _widget(key, chosen(key, choices, default))
    st.segmented_control(
        label, list(choices), format_func=choices.__getitem__, key=widget, label_visibility="collapsed",
        required=True, on_change=_remember, args=(key, default),
    )  # fmt: skip
    return chosen(key, choices, default)


def pick_day(key: str, label: str, default: date, first: date, last: date) -> date:
    """A day between two days."""
    widget = f"choice_{key}"
    st.session_state[widget] = min(max(chosen_day(key, default), first), last)
    st.date_input(
        label, key=widget, min_value=first, max_value=last, format="DD/MM/YYYY",
        on_change=_remember, args=(key, ""), kwargs={"write": lambda d: d.isoformat()},
    )  # fmt: skip
    day: date = st.session_state[widget]
    return day


def _widget(key: str, value: str) -> str:
    """The widget shows what the address says: one truth, also after « back » and in a link from somebody else."""
    st.session_state[f"choice_{key}"] = value
    return f"choice_{key}"


def _remember(key: str, default: str, write: Callable[[date], str] = str) -> None:
    value = st.session_state[f"choice_{key}"]
    if value is None or value == default:
        st.query_params.pop(key, None)
    else:
        st.query_params[key] = write(value)
