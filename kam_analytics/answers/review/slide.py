"""One slide of the quarterly review: a single message, and what shows it. Screen and decks render the same slides."""

from collections.abc import Sequence
from dataclasses import dataclass

from kam_analytics.answers.page.blocks import Block, Message, Note
from kam_analytics.answers.page.declaration import DIMENSIONS
from kam_analytics.answers.page.filter_names import subject
from kam_analytics.answers.page.view import View, counted, freshness
from kam_analytics.core.metrics import Metric
from kam_analytics.core.text import Text
from kam_analytics.language.dates import period_text
from kam_analytics.language.review import FILTERED_SOURCE, SOURCE, SOURCE_KAMS
from kam_analytics.language.sentences import fill

MOST_WORDS = 25  # beside a chart: more is not read while somebody speaks


@dataclass(frozen=True)
class Slide:
    """A message with at most one chart, one table, or a row of numbers.

    id: its name in the address; name: in the overview of slides; beside: sentences of at most `MOST_WORDS` words in
    all; metrics: the figures it uses, which decks define in their notes; source: period, base period, filters.
    """

    id: str
    name: Text
    message: Text
    source: Text
    shows: tuple[Block, ...] = ()
    beside: tuple[Text, ...] = ()
    metrics: tuple[Metric, ...] = ()

    @property
    def blocks(self) -> list[Block]:
        """The slide as the blocks of a page."""
        sentences = (Message(sentence, lead=False) for sentence in self.beside)
        return [Message(self.message), *sentences, *self.shows, Note(self.source)]


def source_of(view: View, *, names: bool = True) -> Text:
    """The filters of a view, its period, what it is compared with, and the last invoice of its data.

    names: whether the KAMs of a filter are named; else they are counted.
    """
    filters = view.filters
    period, base = period_text(filters.start, filters.end), period_text(filters.base_start, filters.base_end)
    source = fill(SOURCE, period=period, base=base, last=freshness(view).last or filters.end)
    about = subject(view, [name for name in DIMENSIONS if names or name != "kam"])
    if filters.kam and not names:
        source = fill(FILTERED_SOURCE, subject=fill(SOURCE_KAMS, count=counted(len(filters.kam))), source=source)
    return source if about is None else fill(FILTERED_SOURCE, subject=about, source=source)


def brief(sentences: Sequence[Text]) -> tuple[Text, ...]:
    """The first sentences that have at most `MOST_WORDS` words together, in the longer language."""
    length = 0
    for count, sentence in enumerate(sentences):
        length += max(len(sentence.fr.split()), len(sentence.en.split()))
        if length > MOST_WORDS:
            return tuple(sentences[:count])
    return tuple(sentences)
