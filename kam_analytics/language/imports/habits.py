"""What is asked of an export that differs from the earlier ones of its source."""

from collections.abc import Sequence
from decimal import Decimal

from kam_analytics.core.imports import ImportQuestion
from kam_analytics.core.text import Text
from kam_analytics.language.imports.claims import amount, choice
from kam_analytics.language.imports.profile import PARTS
from kam_analytics.language.sentences import fill

_BREAK = Text(
    fr="Cet export ne ressemble pas aux précédents de la même source. {breaks} Faut-il le charger\u202f?",
    en="This export does not look like the earlier ones of the same source. {breaks} Should it be loaded?",
)
_EXPECTED = Text(fr="Oui, c’est attendu.", en="Yes, this is expected.")
_MEAN = Text(
    fr="Une ligne y vaut {now} en moyenne, contre {before} la dernière fois\u00a0: l’unité a peut-être changé.",
    en="A line is {now} on average, against {before} last time: the unit may have changed.",
)
_ACCOUNTS = Text(
    fr="Il a {now} comptes, contre {before} la dernière fois.", en="It has {now} accounts, against {before} last time."
)
_NEW = Text(fr="Nouveau ({part})\u00a0: {words}.", en="New ({part}): {words}.")


def which_break(breaks: Sequence[Text]) -> ImportQuestion:
    listed = Text(fr=" ".join(b.fr for b in breaks), en=" ".join(b.en for b in breaks))
    return choice("profile", fill(_BREAK, breaks=listed), {"expected": _EXPECTED})


def other_mean(now: Decimal, before: Decimal) -> Text:
    return fill(_MEAN, now=amount(now), before=amount(before))


def more_accounts(now: int, before: int) -> Text:
    return fill(_ACCOUNTS, now=now, before=before)


def new_words(part: str, words: Sequence[str]) -> Text:
    return fill(_NEW, part=PARTS[part], words=", ".join(words[:5]))
