"""The viewer's choices, stored in the address of the page: codes and ids, never a name or an amount.

Streamlit's own binding writes the label of a choice into the address: names of people and customers would end up in
browser histories, and a French link would not open in English. So the address is written here, from codes.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from hashlib import blake2s
from typing import Any, Literal

import streamlit as st

SHARED = (
    "lang",
    "period",
    "from",
    "to",
    "level",
    "perimeter",
    "segment",
    "region",
    "kam",
    "family",
    "viewer",
    "present",
    "frozen",
)
PRIVATE = ("kam", "account", "viewer", "lost")  # values that may be a name: people and customers without a code
NO_MEANING = ("lang", "viewer", "present", "view", "frozen")
SEPARATOR = ","
PERIOD = ("period", "from", "to")
_MEMORY, _PAGE, _BEFORE = "address_memory", "address_page", "address_before"


def carry(page: str, own_filters: tuple[str, ...]) -> None:
    """Keep the choices when opening another page: links of the navigation open it with a bare address."""
    memory: dict[str, str] = st.session_state.setdefault(_MEMORY, {})
    here = (*SHARED, *own_filters)
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


def forget() -> None:
    """Follow no choice of an earlier page: what comes next is a whole address."""
    memory: dict[str, str] = st.session_state.get(_MEMORY, {})
    st.session_state[_MEMORY] = {key: value for key, value in memory.items() if key in ("lang", "viewer", "present")}


def code_of(key: str, value: str, label: str) -> str:
    """The form of a value in the address: itself, or a digest if it is a person's or customer's name."""
    if key not in PRIVATE or not value or value != label:
        return value
    return blake2s(value.encode(), digest_size=6).hexdigest()


def chosen(key: str, choices: Mapping[str, str], default: str) -> str:
    """The value in the address, or the default where it is missing or unknown. `choices` maps values to labels."""
    code = st.query_params.get(key)
    if code is None:
        return default
    return next((v for v, label in choices.items() if code == code_of(key, v, label)), default)


def meaning() -> dict[str, str]:
    """What a saved view keeps of the address: filters and parts, not who looks, in which language, at which state."""
    return {key: value for key, value in sorted(st.query_params.items()) if key not in NO_MEANING}


def everything(**more: str) -> dict[str, str]:
    """The current shared choices and `more`: the address of another page."""
    return {**{k: st.query_params[k] for k in SHARED if k in st.query_params}, **more}


def select(
    key: str, label: str, choices: Mapping[str, str], default: str, *, width: int | Literal["stretch"] = "stretch"
) -> str:
    """A drop-down: `choices` maps each value to its label; it always shows the value in the address."""
    st.session_state[f"choice_{key}"] = chosen(key, choices, default)
    st.selectbox(
        label,
        list(choices),
        format_func=choices.__getitem__,
        key=f"choice_{key}",
        label_visibility="collapsed",
        on_change=_remember_choice,
        args=(key, default, choices),
        width=width,
    )
    return chosen(key, choices, default)


def switch(key: str, label: str, choices: Mapping[str, str], default: str) -> str:
    """Two or three values as buttons side by side."""
    st.session_state[f"choice_{key}"] = chosen(key, choices, default)
    st.segmented_control(
        label,
        list(choices),
        format_func=choices.__getitem__,
        key=f"choice_{key}",
        label_visibility="collapsed",
        required=True,
        on_change=_remember,
        args=(key, default, str),
    )
    return chosen(key, choices, default)


def clear(keys: Sequence[str]) -> None:
    """Take choices back: their defaults apply again."""
    for key in keys:
        st.query_params.pop(key, None)


def narrow(key: str, value: str) -> None:
    """Within a callback: set a filter to the value of the clicked mark; the same mark again takes it back."""
    again = st.query_params.get(key) == value
    if again or is_narrowed(key):  # the way back from a second mark leads to what was chosen before the first one
        widen(key)
    if not again:
        earlier = {part: st.query_params[part] for part in _parts(key) if part in st.query_params}
        st.session_state.setdefault(_BEFORE, {})[key] = (value, earlier)
        clear(_parts(key))
        st.query_params[key] = value


def is_narrowed(key: str) -> bool:
    """Whether a filter has the value that a click on a mark gave it."""
    value, _ = st.session_state.get(_BEFORE, {}).get(key, (None, {}))
    return value is not None and st.query_params.get(key) == value


def widen(key: str) -> None:
    """Take a value back that a click on a mark gave: what was chosen before applies again."""
    earlier = st.session_state[_BEFORE].pop(key)[1] if is_narrowed(key) else {}
    clear(_parts(key))
    st.query_params.update(earlier)


def _parts(key: str) -> tuple[str, ...]:
    return PERIOD if key == "period" else (key,)


def presents() -> bool:
    """Whether the screen is shared: pay is then not read."""
    return st.query_params.get("present") == "1"


def is_in_room(own_filters: Sequence[str]) -> bool:
    """Whether the screen is shared on a page that withholds names: nothing that people typed elsewhere is on it."""
    return presents() and "names" in own_filters


def withholds_names(own_filters: Sequence[str]) -> bool:
    """Whether the screen is shared on a page that names people only where it is asked to."""
    return is_in_room(own_filters) and "names" not in st.query_params


def toggle(key: str, label: str) -> None:
    """On or off; `1` in the address where it is on."""
    st.session_state[f"choice_{key}"] = st.query_params.get(key) == "1"
    st.toggle(label, key=f"choice_{key}", on_change=_remember, args=(key, False, lambda _: "1"))


def pick_day(key: str, label: str, default: date, first: date, last: date, *, width: int) -> date:
    """A day within a range."""
    widget = f"choice_{key}"
    st.session_state[widget] = min(max(_day(key, default), first), last)
    st.date_input(
        label,
        key=widget,
        min_value=first,
        max_value=last,
        format="DD/MM/YYYY",
        label_visibility="collapsed",
        on_change=_remember,
        args=(key, "", date.isoformat),
        width=width,
    )
    day: date = st.session_state[widget]
    return day


def selected(key: str, choices: Mapping[str, str]) -> tuple[str, ...]:
    """The values in the address, in its order; a whole address that is one value is that value, commas and all."""
    address = st.query_params.get(key, "")
    codes = {code_of(key, value, label): value for value, label in choices.items()}
    if address in codes:
        return (codes[address],)
    codes = {_short_code(key, value, label): value for value, label in choices.items()}
    return tuple(codes[code] for code in dict.fromkeys(address.split(SEPARATOR)) if code in codes)


def several(
    key: str, label: str, choices: Mapping[str, str], most: int | None = None, *, placeholder: str, tight: bool = False
) -> tuple[str, ...]:
    """A choice of several values: `choices` maps each value to its label; the address has their codes in a row.

    Typing in the list searches. most: how many can be chosen; tight: whether the placeholder alone says what it is.
    """
    widget = f"choice_{key}"
    st.session_state[widget] = list(selected(key, choices)[:most])
    st.multiselect(
        label,
        list(choices),
        format_func=choices.__getitem__,
        key=widget,
        max_selections=most,
        placeholder=placeholder,
        on_change=_remember,
        select_all=False,
        label_visibility="collapsed" if tight else "visible",
        args=(key, [], lambda values: SEPARATOR.join(_short_code(key, v, choices[v]) for v in values)),
    )
    return tuple(st.session_state[widget])


def percent(key: str, label: str, default: int | None, *, step: int) -> int | None:
    """A share in whole percent, 0 to 100, or none: a slider if there is a default, otherwise an empty field."""
    text = st.query_params.get(key, "")
    value = min(int(text), 100) if text.isdecimal() and len(text) < 4 else default
    widget = f"choice_{key}"
    st.session_state[widget] = value
    common: dict[str, Any] = {"key": widget, "on_change": _remember, "args": (key, default, str), "step": step}
    if default is None:
        st.number_input(label, 0, 100, **common)
    else:
        st.slider(label, 0, 100, format="%d %%", **common)
    chosen_percent: int | None = st.session_state[widget]
    return chosen_percent


def _short_code(key: str, value: str, label: str) -> str:
    """A code that can be part of a list of codes."""
    code = code_of(key, value, label)
    return code if SEPARATOR not in code else blake2s(value.encode(), digest_size=6).hexdigest()


def _day(key: str, default: date) -> date:
    try:
        return date.fromisoformat(st.query_params.get(key, ""))
    except ValueError:
        return default


def _remember_choice(key: str, default: str, choices: Mapping[str, str]) -> None:
    """As `_remember`, of a drop-down. In a closed panel the browser still has the label of the former language, and
    sends it as if somebody had chosen it: what is no choice is left alone.
    """
    if st.session_state[f"choice_{key}"] in choices:
        _remember(key, default, lambda value: code_of(key, value, choices[value]))


def _remember(key: str, default: object, write: Callable[[Any], str]) -> None:
    value = st.session_state[f"choice_{key}"]
    if value is None or value == default:
        st.query_params.pop(key, None)
    else:
        st.query_params[key] = write(value)
