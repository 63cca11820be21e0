"""Why the revenue of a FEC cannot be told by client."""

from dataclasses import dataclass

from kam_analytics.ingest.dialogue.refusals import FileRefused
from kam_analytics.language.imports import refusals as words


@dataclass(eq=False)
class NotByClient(FileRefused):
    """Less than half of class 70 belongs to exactly one client."""

    share_fr: str
    share_en: str
    why_fr: str
    why_en: str
    months_fr: str
    months_en: str
    total_fr: str
    total_en: str

    what = words.NOT_BY_CLIENT
    next_step = words.NOT_BY_CLIENT_NEXT


@dataclass(eq=False)
class NoRevenue(FileRefused):
    """A FEC without a class 70 line that could be read."""

    what = words.NO_REVENUE
    next_step = words.NO_REVENUE_NEXT


@dataclass(eq=False)
class NotAFec(FileRefused):
    """The file was said to be a FEC and lacks its columns."""

    columns: str

    what = words.NOT_A_FEC
    next_step = words.NOT_A_FEC_NEXT
