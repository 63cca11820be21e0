"""`check` and `repair`: whether the files of the store are intact, and how to return to the last intact state."""

import argparse
from pathlib import Path
from typing import Any

from kam_analytics.cli.answer import Answer, language
from kam_analytics.core.text import Lang, Text
from kam_analytics.language import store as text
from kam_analytics.language.sentences import fill
from kam_analytics.language.typography import typeset
from kam_analytics.warehouse import health
from kam_analytics.warehouse.health import Checkup
from kam_analytics.warehouse.store import PARTS, Store

COMMANDS = ("check", "repair")
REFUSED, OPEN = 2, 3


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands; `common` carries --json, --store and --lang."""
    look = commands.add_parser("check", parents=[common], help="whether the store is whole: exit status 0 or 2")
    look.add_argument("--server", action="store_true", help="the configuration for several people, and who sees what")
    look.set_defaults(run=check)
    back = commands.add_parser("repair", parents=[common], help="the last whole state of a damaged store")
    back.add_argument("--apply", action="store_true", help="make it current; without this nothing is changed")
    back.set_defaults(run=repair)


def check(args: argparse.Namespace) -> Answer:
    """`check [--server]`: reads the current state from end to end, or the configuration, and changes nothing."""
    folder, lang = Path(args.store), language(args.lang)
    if args.server:
        from kam_analytics.cli.server import check_server  # pandas is loaded only for this

        return check_server(folder, lang)
    checkup = health.check(folder)
    outcome = "whole" if checkup.is_whole else "damaged"
    return _answer(folder, checkup, outcome, _verdict(folder, checkup), lang, 0 if checkup.is_whole else REFUSED)


def repair(args: argparse.Namespace) -> Answer:
    """`repair [--apply]`: proposes the newest intact state, or makes it current and keeps a copy of the old pointer."""
    folder, lang = Path(args.store), language(args.lang)
    checkup = health.check(folder)
    if checkup.is_whole or checkup.good is None:
        outcome = "whole" if checkup.is_whole else "refused"
        return _answer(folder, checkup, outcome, _verdict(folder, checkup), lang, 0 if checkup.is_whole else REFUSED)
    if not args.apply:
        return _answer(folder, checkup, "proposed", fill(text.PROPOSED, good=checkup.good.name), lang, OPEN)
    copy = Store.go_back(folder, checkup.good)
    message = fill(text.REPAIRED, good=checkup.good.name, copy=copy.name if copy else "–")
    return _answer(folder, checkup, "repaired", message, lang, 0)


def _verdict(folder: Path, checkup: Checkup) -> Text:
    if not checkup.is_whole:
        return health.damaged(folder, checkup.faults[0]).message()
    return fill(text.WHOLE, number=checkup.state.number if checkup.state else 0, folder=str(folder))


def _answer(folder: Path, checkup: Checkup, outcome: str, message: Text, lang: Lang, status: int) -> Answer:
    faults = [{"file": fault.file, "problem": fault.problem.in_(lang)} for fault in checkup.faults]
    facts = {
        "outcome": outcome,
        "folder": str(folder),
        "state": checkup.state.number if checkup.state else None,
        "parts": {part: checkup.state.file(part) for part in PARTS} if checkup.state else None,
        "faults": faults,
        "last_whole": checkup.good.name if checkup.good else None,
        "message": message.in_(lang),
    }
    lines = [f"  {fault['file']} {fault['problem']}" for fault in faults]
    return Answer(facts, "\n".join([typeset(message, lang), *lines]), status)
