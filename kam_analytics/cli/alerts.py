"""`alerts`: the accounts in alert as a text, an e-mail or tasks for a CRM, for a nightly job."""

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from kam_analytics.answers import risk
from kam_analytics.answers.view import View
from kam_analytics.cli.answer import Answer, language
from kam_analytics.cli.metrics import runner
from kam_analytics.core.errors import CannotWrite
from kam_analytics.core.text import Lang
from kam_analytics.exports import tasks
from kam_analytics.metrics.risk.figures import Risk

FORMATS = ("text", "eml", "csv")


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command; `common` carries --json, --store and --lang."""
    command = commands.add_parser("alerts", parents=[common], help="accounts in alert, as a file for a nightly job")
    command.add_argument("--as-of", type=date.fromisoformat, metavar="D", help="default: the last invoice day")
    command.add_argument("--format", choices=FORMATS, default="text")
    command.add_argument("--out", type=Path, metavar="FILE", help="default: standard output")
    command.set_defaults(run=runner(alerts))


def alerts(view: View, args: argparse.Namespace) -> Answer:
    """Write the list, or print it. Raises CannotWrite."""
    lang = language(args.lang)
    found = risk.by_signals(view)
    content = _written(found, view, args.format, lang)
    if args.out is not None:
        try:
            args.out.write_bytes(content.encode("utf-8"))
        except OSError as error:
            raise CannotWrite(str(args.out)) from error
    facts = {
        "as_of": found.as_of.isoformat(),
        "alerts": [{"account_id": a.account_id, "account_name": a.account_name} for a in found.alerts],
        "file": None if args.out is None else str(args.out),
    }
    return Answer(facts, content if args.out is None else str(args.out))


def _written(found: Risk, view: View, form: str, lang: Lang) -> str:
    if form == "csv":
        return tasks.tasks(found, view, lang)
    return tasks.mail(found, lang).as_string() if form == "eml" else tasks.plain(found, lang)
