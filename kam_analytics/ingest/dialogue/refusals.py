"""Why a file cannot be imported: each refusal names the cause and what to do."""

from dataclasses import dataclass

from kam_analytics.core.errors import KamError
from kam_analytics.core.imports import ImportQuestion
from kam_analytics.core.text import Text
from kam_analytics.language.imports import refusals as words
from kam_analytics.warehouse.decisions.plan_versions import KEEP_CLOSED


@dataclass(eq=False)
class FileRefused(KamError):
    """Base of everything that makes a file unusable as it stands."""

    file: str

    what = words.FILE_REFUSED
    next_step = words.FILE_REFUSED_NEXT


@dataclass(eq=False)
class NoSuchFile(FileRefused):
    """There is no file of that name, or it is a folder."""

    what = words.NO_SUCH_FILE
    next_step = words.NO_SUCH_FILE_NEXT


@dataclass(eq=False)
class PasswordProtected(FileRefused):
    """The workbook is encrypted."""

    what = words.PASSWORD_PROTECTED
    next_step = words.PASSWORD_PROTECTED_NEXT


@dataclass(eq=False)
class HostileFile(FileRefused):
    """A part of the workbook declares a document type or entities, which no spreadsheet program writes."""

    part: str

    what = words.HOSTILE_FILE
    next_step = words.HOSTILE_FILE_NEXT


@dataclass(eq=False)
class Oversized(FileRefused):
    """The archive unfolds to far more than a list of lines needs."""

    megabytes: int

    what = words.OVERSIZED
    next_step = words.OVERSIZED_NEXT


@dataclass(eq=False)
class RowsInModel(FileRefused):
    """No visible sheet holds a table: the rows are in the data model of the workbook, which only Excel reads."""

    what = words.ROWS_IN_MODEL
    next_step = words.ROWS_IN_MODEL_NEXT


@dataclass(eq=False)
class TooHeavy(FileRefused):
    """Reading it took more time or memory than a workbook of its size needs; the reading was stopped."""

    what = words.TOO_HEAVY
    next_step = words.TOO_HEAVY_NEXT


@dataclass(eq=False)
class Undecided(FileRefused):
    """A question stands before the file can be opened at all."""

    question: ImportQuestion

    what = words.UNDECIDED
    next_step = words.UNDECIDED_NEXT


@dataclass(eq=False)
class OtherFormat(FileRefused):
    """The bytes are of a format that holds no table, or one that is too old to be read."""

    format: Text
    advice: Text = words.FILE_REFUSED_NEXT

    what = words.OTHER_FORMAT
    next_step = words.OTHER_FORMAT_NEXT


@dataclass(eq=False)
class MappingRefused(FileRefused):
    """The mapping given with the file cannot be followed."""

    why: Text

    what = words.MAPPING_REFUSED
    next_step = words.MAPPING_REFUSED_NEXT


@dataclass(eq=False)
class CellRefused(FileRefused):
    """A cell of a workbook that must be right as a whole cannot be read."""

    sheet: str
    cell: str
    value: str
    why: Text

    what = words.CELL_REFUSED
    next_step = words.CELL_REFUSED_NEXT


@dataclass(eq=False)
class PlanRefused(FileRefused):
    """A pay plan that would have to be guessed, with the cell that shows it."""

    sheet: str
    row: int
    column: str
    cell: str
    why: Text

    what = words.PLAN_REFUSED
    next_step = words.PLAN_REFUSED_NEXT


@dataclass(eq=False)
class PlanOfOtherDays(FileRefused):
    """A new version of a plan for other days: the periods of the version before would be gone."""

    plan: str

    what = words.PLAN_OF_OTHER_DAYS
    next_step = words.PLAN_OF_OTHER_DAYS_NEXT


@dataclass(eq=False)
class PlanBreaksClosed(FileRefused):
    """A new version that periods closed under the plan cannot live with: pay would be lost or paid twice."""

    plan: str
    why: Text

    what = words.PLAN_BREAKS_CLOSED
    next_step = KEEP_CLOSED


@dataclass(eq=False)
class PlanFixed(FileRefused):
    """A version of a pay plan that was approved and now comes with other rows."""

    plan: str
    version: str

    what = words.PLAN_FIXED
    next_step = words.PLAN_FIXED_NEXT
