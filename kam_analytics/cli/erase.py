"""`erase`: an import, a source or a person leaves every version of the store, the inbox and what lies beside them."""

import argparse
from pathlib import Path
from typing import Any

from kam_analytics.cli.answer import LOCAL, Answer, language
from kam_analytics.ingest import erasure, inbox, person_erasure
from kam_analytics.ingest.erasure import ErasurePlan, Target
from kam_analytics.language import store as text
from kam_analytics.language.sentences import fill
from kam_analytics.language.typography import typeset

OPEN = 3


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command; `common` carries --json, --store and --lang."""
    command = commands.add_parser("erase", parents=[common], help="erase an import, a source or a person")
    which = command.add_mutually_exclusive_group(required=True)
    which.add_argument("--import", type=int, dest="import_id", metavar="N", help="the number of an import")
    which.add_argument("--source", metavar="FILE", help="every import of an export, by the name of one of its files")
    which.add_argument("--person", metavar="ID", help="a person, by the code of the people file")
    command.add_argument("--statements", action="store_true", help="with --person: also in closed statements")
    command.add_argument("--apply", action="store_true", help="erase; without this nothing is changed")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> Answer:
    """`erase --import N | --source FILE | --person ID [--statements] [--apply]`.

    Errors
        NothingToErase, ClosedOnPlan, VersionUnreadable; UnknownPerson, StatementsClosed, FilesWaiting of a person.
    """
    folder, watched = Path(args.store), inbox.place()
    if args.person is not None:
        return _erase_person(args, folder, watched)
    target = Target("source", args.source) if args.source is not None else Target("import", str(args.import_id))
    if not args.apply:
        plan = erasure.plan(folder, target, watched)
        return _answer(plan, "proposed" if plan.imports else "nothing", args.lang)
    plan = erasure.erase(folder, target, LOCAL.viewer, watched)
    return _answer(plan, "erased" if plan.imports else "nothing", args.lang)


def _erase_person(args: argparse.Namespace, folder: Path, watched: Path | None) -> Answer:
    lang, person = language(args.lang), args.person
    if args.apply:
        done = person_erasure.erase(folder, person, LOCAL.viewer, watched, statements=args.statements)
    else:
        done = person_erasure.plan(folder, person, watched)
    counts = {"statements": done.statements, "files": len(done.files), "versions": done.versions}
    message = fill(text.PERSON_ERASED if args.apply else text.PERSON_TO_ERASE, name=person, **counts)
    facts = {
        "outcome": "erased" if args.apply else "proposed",
        "erased": "person",
        "closed_statements": done.statements,
        "inbox_files": [path.name for path in done.files],
        "versions": done.versions,
        "message": message.in_(lang),
    }
    lines = [f"         {path.name}" for path in done.files]
    return Answer(facts, "\n".join([typeset(message, lang), *lines]), 0 if args.apply else OPEN)


def _answer(plan: ErasurePlan, outcome: str, lang_option: str | None) -> Answer:
    lang = language(lang_option)
    sentence = {"proposed": text.TO_ERASE, "erased": text.ERASED, "nothing": text.ERASED_ALREADY}[outcome]
    counts = {"imports": len(plan.imports), "files": len(plan.files), "versions": plan.versions}
    message = fill(sentence, **counts) if plan.imports else fill(sentence, name=plan.target.name)
    listed = [{"import_id": i.import_id, "kind": i.kind, "file": i.file} for i in plan.imports]
    facts = {
        "outcome": outcome,
        "erased": plan.target.kind,
        "imports": listed,
        "inbox_files": [path.name for path in plan.files],
        "versions": plan.versions,
        "message": message.in_(lang),
    }
    lines = [f"  {i['import_id']:>5}  {i['kind']:14} {i['file']}" for i in listed]
    lines += [f"         {path.name}" for path in plan.files]
    return Answer(facts, "\n".join([typeset(message, lang), *lines]), OPEN if outcome == "proposed" else 0)
