"""The packs of the review, as downloads: made on request, in the company's own template where one is given."""

from dataclasses import replace
from functools import partial
from hashlib import sha256

import streamlit as st

from kam_analytics.exports.media import MIMES, Format
from kam_analytics.exports.review.pack import FORMATS, pack
from kam_analytics.language import review as words
from kam_analytics.language.typography import typeset
from kam_analytics.ui.blocks.export import circumstances
from kam_analytics.ui.frame.downloads import download
from kam_analytics.ui.frame.refusals import refusals_shown
from kam_analytics.ui.review.session import Review


def draw(review: Review) -> None:
    """One button a format, and the field for a template."""
    lang = review.frame.lang
    with st.popover(typeset(words.PACKS, lang), icon=":material/download:", key="review_packs"):
        template = st.file_uploader(typeset(words.TEMPLATE, lang), type="pptx", key="review_template")
        own = None if template is None else template.getvalue()
        with refusals_shown(lang):
            for format_ in FORMATS:
                _button(review, format_, own if format_ == "pptx" else None)


def _button(review: Review, format_: Format, template: bytes | None) -> None:
    """A download; with a template the file is made at once, so that a refusal stands beside the field."""
    frame = review.frame
    facts = replace(circumstances(frame), state=(review.pinned or frame.state).number)
    make = partial(pack, review.told, facts, frame.lang, format_, template)
    data = make
    if template is not None:
        key = ("pack", sha256(template).hexdigest(), review.discretion, tuple(s.message for s in review.told))
        content = frame.remember(key, make)
        data = partial(bytes, content)
    mark = "-demonstration" if frame.state.demonstration else ""
    download(
        frame,
        words.PACK_FORMATS[format_],
        f"kam-{words.FILE.in_(frame.lang)}-{review.quarter}{mark}.{format_}",
        MIMES[format_],
        data,
        key=f"review_pack_{format_}",
        figures=[f"pack_{format_}"],
        width="stretch",
    )
