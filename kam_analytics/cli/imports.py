"""`inspect`, `import`, `imports`, `withdraw` and `demo` on the command line."""

import argparse
from pathlib import Path
from typing import Any

from kam_analytics.answers import demonstration
from kam_analytics.cli.answer import LOCAL, Answer, language
from kam_analytics.core.errors import KamError, NoFile, StoreBusy
from kam_analytics.core.imports import ImportReport
from kam_analytics.core.kinds import KINDS
from kam_analytics.core.text import Lang
from kam_analytics.ingest import demo, history, inbox, inspection
from kam_analytics.ingest.dialogue.mapping import ColumnMapping
from kam_analytics.ingest.dialogue.refusals import NoSuchFile
from kam_analytics.ingest.pipeline import ImportRequest, run_imports
from kam_analytics.warehouse.faults import in_words
from kam_analytics.warehouse.store import Store

COMMANDS = ("inspect", "import", "imports", "withdraw", "demo")
BUSY = 4
STATUS = {"loaded": 0, "empty": 0, "already loaded": 0, "table": 0, "refused": 2, "ask": 3}


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of the import; `common` carries --json, --store and --lang."""
    look = commands.add_parser("inspect", parents=[common], help="what a file holds, without importing it")
    look.add_argument("file", type=Path)
    look.add_argument("--mapping", type=Path, help="what is already known about the file, as JSON")
    look.set_defaults(run=inspect_file)
    load = commands.add_parser("import", parents=[common], help="import one or more files")
    load.add_argument("files", type=Path, nargs="*", metavar="FILE")
    load.add_argument("--inbox", action="store_true", help="import what lies in the inbox (data/inbox, KAM_INBOX)")
    load.add_argument("--kind", choices=(*KINDS, "pay_plans", "fec"))
    load.add_argument("--mapping", type=Path, help="what the columns mean, as JSON")
    load.set_defaults(run=import_files)
    listing = commands.add_parser("imports", parents=[common], help="the imports of the store")
    listing.set_defaults(run=list_imports)
    back = commands.add_parser("withdraw", parents=[common], help="take an import back")
    back.add_argument("import_id", type=int)
    back.set_defaults(run=withdraw)
    show = commands.add_parser("demo", parents=[common], help="load the demonstration portfolio")
    show.set_defaults(run=load_demo)


def inspect_file(args: argparse.Namespace) -> Answer:
    """`inspect FILE`."""
    lang = language(args.lang)
    result = inspection.inspect(args.file, _mapping(args.mapping))
    facts = result.as_json(lang)
    lines = [f"{args.file.name} : {result.outcome}", result.message.in_(lang)]
    lines += [f"  {q.text.in_(lang)} ({', '.join(q.choices)})" for q in result.questions]
    if result.columns:
        lines.insert(1, f"  {result.kind or '–'} · {result.data_rows} · {', '.join(result.columns)}")
    return Answer(facts, "\n".join(line for line in lines if line), STATUS[result.outcome])


def import_files(args: argparse.Namespace) -> Answer:
    """`import FILE…`: several files give a list, and the worst exit status."""
    lang = language(args.lang)
    if args.inbox:
        return import_inbox(args)
    if not args.files:
        raise NoFile
    mapping = _mapping(args.mapping) or ColumnMapping()
    store = Store(Path(args.store))
    reports: list[ImportReport] = []
    busy = False
    for path in args.files:
        try:
            with in_words(store.folder):
                reports += run_imports(store, [ImportRequest(path, path.name, args.kind, mapping)], scope=LOCAL)
        except KamError as error:  # the reports of the files before it must still be printed
            if len(args.files) == 1:
                raise
            busy = busy or isinstance(error, StoreBusy)
            reports.append(ImportReport(path.name, "refused", args.kind, message=error.message()))
    facts = [report_json(r, lang) for r in reports]
    value = facts if len(args.files) > 1 else facts[0]
    return Answer(value, "\n".join(_lines(r, lang) for r in reports), BUSY if busy else worst(reports))


def import_inbox(args: argparse.Namespace) -> Answer:
    """`import --inbox`: always a list, the reports of the files in the order they were read."""
    lang = language(args.lang)
    folder = inbox.place() or inbox.USUAL
    reports = inbox.run_inbox(Store(Path(args.store)), folder)
    return Answer(
        [report_json(r, lang) for r in reports], "\n".join(_lines(r, lang) for r in reports) or "–", worst(reports)
    )


def worst(reports: list[ImportReport]) -> int:
    """The exit status of several files: 2 before 3 before 0."""
    statuses = {STATUS[r.outcome] for r in reports}
    return 2 if 2 in statuses else max(statuses, default=0)


def report_json(report: ImportReport, lang: Lang) -> dict[str, Any]:
    """The JSON of one import, in the documented format."""
    return {
        "file": report.file,
        "outcome": report.outcome,
        "kind": report.kind,
        "import_id": report.import_id,
        "rows_read": report.rows_read,
        "rows_loaded": report.rows_loaded,
        "rows_known": report.rows_known,
        "rows_skipped": report.rows_skipped,
        "rows_quarantined": report.rows_quarantined,
        "amount_total": report.amount_total,
        "questions": [q.as_json(lang) for q in report.questions],
        "message": report.message.in_(lang),
        "profile": report.profile.as_json(),
    }


def list_imports(args: argparse.Namespace) -> Answer:
    """`imports`."""
    listed = history.imports(Store.to_read(Path(args.store)))
    names = [f.name for f in history.Imported.__dataclass_fields__.values()]
    facts = [{name: getattr(i, name) for name in names} for i in listed]
    lines = [f"{i.import_id:>5}  {i.state:10} {i.kind:14} {i.rows_loaded:>9}  {i.file}" for i in listed]
    return Answer(facts, "\n".join(lines) or "–")


def withdraw(args: argparse.Namespace) -> Answer:
    """`withdraw IMPORT_ID`: returns the change of figures."""
    change = history.withdraw(Store(Path(args.store), create=False), args.import_id, LOCAL)
    facts = {name: getattr(change, name) for name in history.Withdrawal.__dataclass_fields__}
    text = f"{change.file} : {change.revenue_before:.2f} → {change.revenue_after:.2f}"
    return Answer({**facts, "months": list(change.months)}, text)


def load_demo(args: argparse.Namespace) -> Answer:
    """`demo`: load the demonstration and print its last quarter."""
    lang = language(args.lang)
    store = Store(Path(args.store))
    reports = demonstration.load(store)
    facts = {"last_quarter": demo.last_quarter(store), "imports": [report_json(r, lang) for r in reports]}
    return Answer(facts, "\n".join(_lines(r, lang) for r in reports), worst(reports))


def _mapping(path: Path | None) -> ColumnMapping | None:
    if path is None:
        return None
    if not path.is_file():
        raise NoSuchFile(path.name)
    return ColumnMapping.from_json(path.read_text("utf-8-sig"), path.name)


def _lines(report: ImportReport, lang: Lang) -> str:
    """A report as text: outcome, message, questions, the first lines to correct."""
    lines = [f"{report.file} : {report.outcome}. {report.message.in_(lang)}"]
    lines += [f"  {q.id} · {q.text.in_(lang)} ({', '.join(q.choices)})" for q in report.questions]
    lines += [f"  {r.row_number} · {r.column} · {r.value} · {r.why.in_(lang)}" for r in report.rejected[:5]]
    return "\n".join(lines)
