"""From a path to one staged table with its titles: read, choose the sheet, find the header."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa

from kam_analytics.core.imports import ImportQuestion
from kam_analytics.core.text import Text
from kam_analytics.ingest.dialogue.mapping import ColumnMapping
from kam_analytics.ingest.dialogue.refusals import FileRefused, MappingRefused, NoSuchFile, RowsInModel
from kam_analytics.ingest.header.header import Header, find_header, header_at
from kam_analytics.ingest.header.stacked_titles import ABOVE, join_above
from kam_analytics.ingest.notation.dictionary import known_titles
from kam_analytics.ingest.notation.folding import fold
from kam_analytics.ingest.notation.numbers import StoredCells
from kam_analytics.ingest.read.formats import identify
from kam_analytics.ingest.read.text_files import prepare_text
from kam_analytics.ingest.read.workbooks import SheetCells, SheetMarks, Workbook, is_documentation, open_workbook
from kam_analytics.ingest.stage import wide_tables
from kam_analytics.ingest.stage.joined_sheets import are_pieces, join_marks, join_sheets, share_in_common
from kam_analytics.ingest.stage.stage import Stage, stage_table, stage_text
from kam_analytics.ingest.stage.wide_tables import WideTable
from kam_analytics.language.imports import mapping as words
from kam_analytics.language.imports import questions, reports
from kam_analytics.language.sentences import fill
from kam_analytics.warehouse.faults import explain

NO_MARKS = SheetMarks()
COPIED = 0.5  # share of a sheet's lines from which it is a copy of another
HEAD = 400  # rows looked at for the header and for what stands below it
PLAN_SHEETS = frozenset({"plan", "component", "assignment"})


@dataclass(frozen=True, slots=True)
class StagedTable:
    """One sheet on the staging area, its titles, and the questions it raises."""

    stage: Stage
    header: Header
    sheet: str | None = None
    hidden: tuple[str, ...] = ()
    errors: int = 0  # Excel error cells
    questions: tuple[ImportQuestion, ...] = ()
    stored: StoredCells | None = None  # how a workbook stores its cells
    alike: tuple[str, ...] = ()  # visible sheets with the same titles, which were not read
    joined: tuple[str, ...] = ()  # sheets that are read together, one under the other
    marks: SheetMarks = NO_MARKS
    remarks: tuple[Text, ...] = ()  # sentences about the file
    wide: WideTable | None = None  # where columns are periods

    def open(self, mapping: ColumnMapping) -> tuple[ImportQuestion, ...]:
        """The questions without an answer in the mapping."""
        return tuple(q for q in self.questions if mapping.answer(q.id) is None)

    def notes(self) -> list[Text]:
        """Sentences about the sheet that stand in every report."""
        notes = list(self.remarks)
        notes += [reports.hidden_sheets(self.hidden)] if self.hidden else []
        notes += [reports.joined_sheets(self.joined)] if self.joined else []
        notes += [reports.other_sheets(self.alike)] if self.alike else []
        notes += wide_tables.notes(self.wide)
        return [*notes, *([reports.error_cells(self.errors)] if self.errors else [])]


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file that may be read: a workbook, or one staged text table."""

    file: str
    sha256: str
    workbook: Workbook | None
    text: Stage | None
    remarks: tuple[Text, ...] = ()  # sentences about the file that stand in every report

    @property
    def is_pay_plan(self) -> bool:
        return self.workbook is not None and PLAN_SHEETS.issubset(fold(n) for n in self.workbook.visible)


def open_file(path: Path, scratch: Path, file: str, member: str | None = None) -> OpenedFile:
    """Identify the bytes and open them; `member` is the file wanted of an archive. Raises FileRefused, Undecided."""
    if not path.is_file():
        raise NoSuchFile(file)
    try:
        sha256 = file_hash(path)
        identified = identify(path, scratch, file, member)
    except OSError as error:
        raise explain(error, path.parent) or FileRefused(file) from error
    if identified.format == "workbook":
        return OpenedFile(file, sha256, open_workbook(identified.path, file, scratch), None)
    text = prepare_text(identified.path, scratch)
    return OpenedFile(file, sha256, None, stage_text(text), (*identified.remarks, *text.remarks))


def file_hash(path: Path) -> str:
    """SHA-256 of the bytes of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def find_table(opened: OpenedFile, mapping: ColumnMapping) -> StagedTable:
    """The table of a file: the sheet the user names, else the first visible one with titles and two rows."""
    if opened.text is not None:
        header = _header(opened.text, mapping)
        wide = _wide(opened.text, header, (opened.file,), mapping)
        open_ = (*_ragged(opened.text, header, mapping), *(wide.questions if wide else ()))
        return StagedTable(opened.text, header, questions=open_, wide=wide, remarks=opened.remarks)
    book = opened.workbook
    if book is None:
        return StagedTable(empty_stage(), Header("empty"))
    wanted = mapping.sheet or mapping.answer("sheet")
    if wanted is None or wanted == questions.EVERY_SHEET:
        return _first_with_rows(book, mapping)
    name = _named(book, wanted)
    return replace(_sheet(book, name, mapping), marks=book.marks(name))


def with_answers(table: StagedTable, file: str, mapping: ColumnMapping) -> StagedTable:
    """The same for a mapping that an earlier import completed: its answers may settle the columns of periods."""
    if table.wide is None:
        return table
    wide = _wide(table.stage, table.header, (table.sheet or "", file), mapping)
    others = tuple(q for q in table.questions if q not in table.wide.questions)
    return replace(table, wide=wide, questions=(*others, *(wide.questions if wide else ())))


def _named(book: Workbook, wanted: str) -> str:
    for name in (*book.visible, *book.hidden):
        if name == wanted or fold(name) == fold(wanted):
            return name
    raise MappingRefused(book.file, fill(words.NO_SHEET, sheet=wanted))


def _first_with_rows(book: Workbook, mapping: ColumnMapping) -> StagedTable:
    tables = [_sheet(book, name, mapping) for name in book.visible]
    if not tables:
        return StagedTable(empty_stage(), Header("empty"), hidden=book.hidden)
    ranked = sorted(tables, key=lambda t: -_rank(t))
    chosen = ranked[0]
    if _rank(chosen) < 2 and book.has_model:
        raise RowsInModel(book.file)
    if _rank(chosen) < 2 and (names := _hidden_tables(book, mapping)):
        return replace(chosen, questions=(questions.which_sheet(names),))
    rivals = [t for t in ranked if _rank(t) >= 2 and not _same_titles(t.header, chosen.header)]
    alike = [t for t in tables if t is chosen or _is_alike(t, chosen)]
    if rivals and _rank(chosen) >= 2:
        names = [t.sheet for t in tables if t.sheet and _rank(t) >= 2]
        result = replace(chosen, questions=(*chosen.questions, questions.which_sheet(names)))
    else:
        result = _of_alike(alike, book, mapping)
    for table in tables:
        if table.stage.db is not result.stage.db:
            table.stage.close()
    if len(result.joined) > 1 or result.sheet is None:
        return result
    return replace(result, marks=book.marks(result.sheet))


def _is_alike(table: StagedTable, chosen: StagedTable) -> bool:
    """Whether a sheet has the titles of the chosen one, in the same columns."""
    titles = [fold(t) for t in table.header.labels] == [fold(t) for t in chosen.header.labels]
    return titles and table.header.positions == chosen.header.positions and min(_rank(table), _rank(chosen)) >= 2


def _of_alike(alike: list[StagedTable], book: Workbook, mapping: ColumnMapping) -> StagedTable:
    """The list that sheets with the same titles make together; copies of the first one are named and not read."""
    chosen = alike[0]
    pieces = [t for t in alike if t is chosen or share_in_common(t, chosen) < COPIED]
    copies = tuple(t.sheet for t in alike if t not in pieces and t.sheet)
    if len(pieces) == 1:
        return replace(chosen, alike=copies)
    names = [t.sheet for t in pieces if t.sheet]
    by_months = bool(chosen.questions)  # of a year that each sheet has of its own
    wanted = mapping.answer("sheet") == questions.EVERY_SHEET
    if by_months or not (wanted or are_pieces(pieces)):
        rows = {name: t.stage.last - t.header.row for name, t in zip(names, pieces, strict=True)}
        question = questions.which_of_alike(rows, together=not by_months)
        return replace(chosen, alike=copies, questions=(*chosen.questions, question))
    marks = join_marks([book.marks(name) for name in names], [t.stage.last for t in pieces])
    errors = sum(t.errors for t in pieces)
    stage, stored = join_sheets(pieces)
    name = " + ".join(names)
    return replace(
        chosen, stage=stage, sheet=name, errors=errors, stored=stored, alike=copies, marks=marks, joined=tuple(names)
    )


def _hidden_tables(book: Workbook, mapping: ColumnMapping) -> list[str]:
    """The hidden sheets that hold a table, for a workbook whose visible sheets hold none."""
    tables = [_sheet(book, name, mapping) for name in book.hidden]
    names = [t.sheet for t in tables if t.sheet and _rank(t) >= 2]
    for table in tables:
        table.stage.close()
    return names


def empty_stage() -> Stage:
    """A staging area without a cell."""
    return stage_table(pa.table({}))


def _rank(table: StagedTable) -> int:
    """How likely a sheet is the table: 3 with titles and two rows, 2 with one row, 1 without titles, 0 without rows."""
    if table.sheet is not None and is_documentation(fold(table.sheet)):
        return 0
    if table.header.verdict == "table" and len(table.header.labels) < 2 and table.header.unlabelled:
        return 1
    if table.header.verdict == "table":
        return 3 if table.stage.last - table.header.row >= 2 else 2 if table.stage.last > table.header.row else 0
    return 1 if table.header.verdict in ("no header", "several tables", "form") else 0


def _same_titles(left: Header, right: Header) -> bool:
    """Whether the titles are equal, or one set is inside the other; the first sheet is read then."""
    a, b = {fold(t) for t in left.labels}, {fold(t) for t in right.labels}
    return a <= b or b <= a


def _sheet(book: Workbook, name: str, mapping: ColumnMapping) -> StagedTable:
    sheet = book.sheet(name)
    stage = stage_table(sheet.cells)
    header = _header(stage, mapping)
    wide = _wide(stage, header, (name, book.file), mapping)
    return StagedTable(
        stage,
        header,
        sheet=name,
        hidden=book.hidden,
        errors=sheet.errors,
        questions=wide.questions if wide else (),
        wide=wide,
        stored=SheetCells(book, name, header.row, stage.width),
    )


def _header(stage: Stage, mapping: ColumnMapping) -> Header:
    rows = stage.head(HEAD)
    wanted = mapping.header_row or _row_number(mapping.answer("header_row"))
    if wanted is not None:
        header = header_at(stage.between(wanted - 1, wanted + HEAD), wanted)
        header = replace(header, verdict="table") if header.row else header
    else:
        header = find_header(rows, known_titles())
    return join_above(stage.between(header.row - 1 - ABOVE, header.row - 1), header)


def _wide(stage: Stage, header: Header, about: tuple[str, ...], mapping: ColumnMapping) -> WideTable | None:
    """The columns of periods of a table."""
    return wide_tables.find(header, stage, about, mapping) if header.verdict == "table" else None


def _row_number(text: str | None) -> int | None:
    return int(text) if text is not None and text.isdigit() else None


def _ragged(stage: Stage, header: Header, mapping: ColumnMapping) -> tuple[ImportQuestion, ...]:
    """The question about cells beyond the titles of a text file, which are broken lines or a column without a title."""
    beyond = overflow(stage, header)
    if not beyond or mapping.answer("ragged") in ("quarantine", "keep"):
        return ()
    rows = stage.filled_rows(beyond, header.row)
    return (questions.ragged_rows(rows),) if rows else ()


def overflow(stage: Stage, header: Header) -> tuple[int, ...]:
    """Columns to the right of the last title, of a text file whose rows differ in length."""
    if not stage.ragged or not header.positions:
        return ()
    return tuple(range(max(header.positions) + 1, stage.width))
