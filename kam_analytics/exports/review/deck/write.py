"""A review as the bytes of a presentation."""

from collections.abc import Sequence
from io import BytesIO

from kam_analytics.core.text import Lang
from kam_analytics.exports.review.content import SlideContent
from kam_analytics.exports.review.deck.base import empty_deck
from kam_analytics.exports.review.deck.layout import best_frame
from kam_analytics.exports.review.deck.slides import add_slides
from kam_analytics.exports.review.deck.template import open_template
from kam_analytics.exports.review.deck.tokens import fill_tokens
from kam_analytics.exports.workbook import Circumstances


def deck_bytes(
    slides: Sequence[SlideContent], facts: Circumstances, lang: Lang, template: bytes | None
) -> tuple[bytes, list[str] | None]:
    """Our slides on our master; with a template its tokens are filled, or our slides added where it has none.

    Returns the file, and the texts that were put for tokens, None without tokens. Raises BadTemplate, UnknownToken,
    TokenInSentence.
    """
    deck = empty_deck() if template is None else open_template(template)
    texts = None if template is None else fill_tokens(deck, slides, facts, lang)
    if texts is None:
        add_slides(deck, best_frame(deck), slides, facts, lang)
    if template is None:  # a template keeps its own; asking for them may write them twice
        deck.core_properties.title = facts.page.in_(lang)
    out = BytesIO()
    deck.save(out)
    return out.getvalue(), texts
