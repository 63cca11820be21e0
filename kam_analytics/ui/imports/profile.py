"""What will be believed of a file: its total and span, its months, and its amounts by what its rows say."""

import pandas as pd
import streamlit as st

from kam_analytics.answers.page.blocks import Column
from kam_analytics.core.import_profile import ImportProfile
from kam_analytics.core.text import Lang, Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language.imports import profile as words
from kam_analytics.language.imports.reports import reason
from kam_analytics.language.sentences import fill, plural
from kam_analytics.language.shared import LABELLED
from kam_analytics.language.typography import typeset
from kam_analytics.ui.blocks.tables import ROW_HEIGHT, style_rows
from kam_analytics.ui.frame.markdown import escaped

ROWS_SHOWN = 8
_NUMBERS = {"rows": Column(words.ROWS, Unit.COUNT), "amount": Column(words.AMOUNT, Unit.EUR_EXACT)}


def draw_profile(profile: ImportProfile, lang: Lang, key: str) -> None:
    """A sentence, the months, and the other parts; nothing for a file without amounts."""
    if profile.total is None:
        return
    with st.container(key=f"profile_{key}"):
        st.caption(escaped(typeset(fill(LABELLED, label=words.TITLE, value=sentence(profile)), lang)))
        left, right = st.columns([1, 2], gap="small")
        with left:
            months: list[dict[str, object]] = [
                {"name": row.name, "rows": row.rows, "amount": row.amount} for row in profile.months
            ]
            _table(months, {"name": Column(words.MONTH)}, lang, f"months_{key}")
        with right:
            _table(_parts(profile), {"part": Column(words.PART), "name": Column(words.NAME)}, lang, f"parts_{key}")


def sentence(profile: ImportProfile) -> Text:
    """Total, first and last day, number of accounts."""
    accounts = fill(plural(profile.accounts, *words.ACCOUNTS), count=Quantity(float(profile.accounts), Unit.COUNT))
    total = Quantity(float(profile.total or 0), Unit.EUR_EXACT)
    if profile.first is None or profile.last is None:
        return fill(words.TOTAL, total=total, accounts=accounts)
    return fill(words.SPAN, total=total, first=profile.first, last=profile.last, accounts=accounts)


def _parts(profile: ImportProfile) -> list[dict[str, object]]:
    """One row for each type, state, currency, large account and reason."""
    return [
        {"part": label, "name": _named(part, row.name), "rows": row.rows, "amount": row.amount}
        for part, label in words.PARTS.items()
        for row in getattr(profile, part)
    ]


def _named(part: str, name: str) -> Text:
    if part == "left_out":
        return reason(name)
    return words.DOCUMENTS.get(name, Text(fr=name, en=name)) if part == "documents" else Text(fr=name, en=name)


def _table(rows: list[dict[str, object]], texts: dict[str, Column], lang: Lang, key: str) -> None:
    if not rows:
        return
    columns = {**texts, **_NUMBERS}
    frame = pd.DataFrame(rows)
    frame["amount"] = [None if v is None else float(v) for v in frame["amount"]]
    st.dataframe(
        style_rows(frame, columns, lang),
        hide_index=True,
        row_height=ROW_HEIGHT,
        key=key,
        height=ROW_HEIGHT * (min(len(frame), ROWS_SHOWN) + 1) + 2,
        alt=typeset(words.TITLE, lang),
        column_config={name: typeset(c.label, lang) for name, c in columns.items()},
    )
