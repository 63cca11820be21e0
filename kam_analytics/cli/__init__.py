"""The command line: every command returns one value, printed as JSON or as readable text."""

import argparse
import importlib
import importlib.util
import json
import os
import sys
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from kam_analytics.cli import imports, store
from kam_analytics.cli.answer import Answer, language
from kam_analytics.core import logs
from kam_analytics.core.errors import KamError, StoreBusy
from kam_analytics.warehouse.faults import in_words

DONE, REFUSED, OPEN, BUSY = 0, 2, 3, 4
DEFAULT_STORE = Path(__file__).resolve().parents[2] / "data" / "store"


def main(argv: list[str] | None = None) -> int:
    """Run one command. Status: 0 done, 2 refused, 3 a question is open, 4 no write lock."""
    logs.set_up()
    words = list(sys.argv[1:] if argv is None else argv)
    args = _parser(words).parse_args(words)
    try:
        with in_words(Path(args.store)):
            answer = args.run(args)
    except KamError as error:
        lang = language(args.lang)
        facts = {"outcome": "refused", "message": error.message().in_(lang)}
        answer = Answer(facts, error.message().in_(lang), BUSY if isinstance(error, StoreBusy) else REFUSED)
    if not isinstance(answer, Answer):
        answer = Answer(answer, _readable(answer))
    sys.stdout.write((dumped(answer.value) if args.json else answer.text) + "\n")
    return answer.status


def dumped(value: Any) -> str:
    """One JSON value: money as numbers, days in ISO, missing as null, never NaN."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _readable(value: Any) -> str:
    if isinstance(value, dict):
        return "\n".join(f"{name:24} {'–' if v is None else v}" for name, v in value.items())
    return dumped(value)


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", help="one JSON value on standard output, nothing else")
    common.add_argument("--store", default=os.environ.get("KAM_STORE", str(DEFAULT_STORE)), metavar="FOLDER")
    common.add_argument("--lang", choices=("fr", "en"), help="language of messages (default: from LANG)")
    parser = argparse.ArgumentParser(prog="python -m kam_analytics")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    imports.register(commands, common)
    store.register(commands, common)
    for name in ("metrics", "template", "alerts", "review", "access", "erase"):
        if importlib.util.find_spec(f"kam_analytics.cli.{name}") and _is_wanted(name, words):
            importlib.import_module(f"kam_analytics.cli.{name}").register(commands, common)
    return parser


def _is_wanted(name: str, words: Sequence[str]) -> bool:
    """Slow commands are loaded only when they are called, or to list every command."""
    return not words or words[0] == name or words[0] not in (*imports.COMMANDS, *store.COMMANDS)


__all__ = ["Answer", "dumped", "main"]
