"""One sheet of a file with the meaning of its columns: what every later step of the import reads."""

from dataclasses import dataclass, replace

from kam_analytics.core.imports import ImportQuestion
from kam_analytics.core.text import Text
from kam_analytics.ingest.dialogue.mapping import ColumnMapping
from kam_analytics.ingest.header.header import Header
from kam_analytics.ingest.layout.layout import Layout
from kam_analytics.ingest.notation.expressions import ColumnReference
from kam_analytics.ingest.stage.reading import OpenedFile, StagedTable
from kam_analytics.ingest.stage.stage import Stage


@dataclass(frozen=True, slots=True)
class MappedTable:
    """A staged sheet, the layout of its columns, and the mapping with the user's answers.

    questions: those that are open about its cells; notes: sentences for the report; states: the column with the
    state of each document.
    """

    opened: OpenedFile
    table: StagedTable
    layout: Layout
    mapping: ColumnMapping
    questions: tuple[ImportQuestion, ...] = ()
    notes: tuple[Text, ...] = ()
    states: ColumnReference | None = None

    @property
    def stage(self) -> Stage:
        return self.table.stage

    @property
    def header(self) -> Header:
        return self.table.header

    @property
    def title_row(self) -> int:
        """Number of the row of titles; the data stand below it."""
        return self.table.header.row

    @property
    def titles(self) -> dict[int, str]:
        """Position → title."""
        return dict(zip(self.header.positions, self.header.labels, strict=True))

    def over(self, stage: Stage, layout: Layout) -> "MappedTable":
        """The same over cells that were rearranged."""
        return replace(self, table=replace(self.table, stage=stage), layout=layout)

    def with_notes(self, *notes: Text | None) -> "MappedTable":
        """The same with more sentences for the report."""
        return replace(self, notes=(*self.notes, *(n for n in notes if n is not None)))
