"""Why the revenue of a FEC cannot be loaded by client."""

from dataclasses import dataclass

from kam_analytics.core.text import Text
from kam_analytics.ingest.dialogue.refusals import FileRefused
from kam_analytics.language.imports import refusals as words


@dataclass(eq=False)
class NotByClient(FileRefused):
    """Less than half of class 70 belongs to exactly one client."""

    share: Text
    why: Text
    months: Text
    total: Text

    what = words.NOT_BY_CLIENT
    next_step = words.NOT_BY_CLIENT_NEXT


@dataclass(eq=False)
class NoRevenue(FileRefused):
    """A FEC without a class 70 line that could be read."""

    what = words.NO_REVENUE
    next_step = words.NO_REVENUE_NEXT


@dataclass(eq=False)
class NotAFec(FileRefused):
    """The file is imported as a FEC and lacks its columns."""

    columns: str

    what = words.NOT_A_FEC
    next_step = words.NOT_A_FEC_NEXT
