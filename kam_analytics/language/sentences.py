"""Fill a bilingual sentence with quantities, each written in the reader's language."""

from collections.abc import Sequence
from datetime import date

from kam_analytics.core.text import Lang, Text
from kam_analytics.core.units import Quantity
from kam_analytics.language.dates import day
from kam_analytics.language.numbers import write

Fact = Quantity | str | int | date | Text


def say(text: Text, lang: Lang, **facts: Fact) -> str:
    """`say(Text(fr='… {share} …', …), 'fr', share=Quantity(.62, Unit.SHARE))`."""
    return text.in_(lang).format(**{k: _written(v, lang) for k, v in facts.items()})


def fill(text: Text, **facts: Fact) -> Text:
    """The sentence with its facts, in both languages."""
    return Text(fr=say(text, "fr", **facts), en=say(text, "en", **facts))


def written(quantity: Quantity) -> Text:
    """A quantity by itself, in both languages."""
    return Text(fr=write(quantity, "fr"), en=write(quantity, "en"))


def plural(count: int, one: Text, many: Text) -> Text:
    """The form for a count: French is singular for 0 and 1, English for 1."""
    return Text(fr=one.fr if count < 2 else many.fr, en=one.en if count == 1 else many.en)


def names(items: Sequence[str]) -> Text:
    """`Alcyon, Borel et Cévenol`, `Alcyon, Borel and Cévenol`."""
    if len(items) < 2:
        return Text(fr="".join(items), en="".join(items))
    head, last = ", ".join(items[:-1]), items[-1]
    return Text(fr=f"{head} et {last}", en=f"{head} and {last}")


def _written(fact: Fact, lang: Lang) -> str:
    if isinstance(fact, Quantity):
        return write(fact, lang)
    if isinstance(fact, Text):
        return fact.in_(lang)
    return day(fact, lang) if isinstance(fact, date) else str(fact)
