"""`alerts`: the accounts in alert as a text, an e-mail or tasks for a CRM, for a nightly job."""

import argparse
import sys
from pathlib import Path
from typing import Any

from kam_analytics.answers.page.view import View, freshness
from kam_analytics.answers.risk import page as risk
from kam_analytics.cli import arguments as asked
from kam_analytics.cli.answer import Answer, exported, language
from kam_analytics.cli.metrics import runner
from kam_analytics.core.text import Lang, Text
from kam_analytics.exports import tasks
from kam_analytics.language.risk import notes as text
from kam_analytics.language.typography import typeset
from kam_analytics.metrics.risk.figures import Risk

FORMATS = ("text", "eml", "csv")


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command; `common` carries --json, --store and --lang."""
    command = commands.add_parser("alerts", parents=[common], help="accounts in alert, as a file for a nightly job")
    command.add_argument("--as-of", type=asked.day, metavar="D", help="default: the last invoice day")
    command.add_argument("--format", choices=FORMATS, default="text")
    command.add_argument("--out", type=Path, metavar="FILE", help="default: standard output")
    command.set_defaults(run=runner(alerts))


def alerts(view: View, args: argparse.Namespace) -> Answer:
    """Write the list, or print it. Raises CannotWrite."""
    lang, notice = language(args.lang), asked.day_notice(view, text.LATE_ALERTS)
    assessed = risk.by_signals(view)
    imported = freshness(view).last is not None
    content = _written(assessed if imported else None, view, args.format, lang, notice)
    if args.out is not None:
        with asked.writing(args.out):
            args.out.write_bytes(content.encode("utf-8"))
    exported(args.store, risk.AT_RISK.id, "tasks")
    facts = {
        "as_of": assessed.as_of.isoformat() if imported or args.as_of else None,
        "alerts": [{"account_id": a.account_id, "account_name": a.account_name} for a in assessed.alerts],
        "file": None if args.out is None else str(args.out),
        **({"message": notice.in_(lang)} if notice else {}),
    }
    if args.out is not None:
        return Answer(facts, "\n".join([str(args.out), *([typeset(notice, lang)] if notice else [])]))
    if notice and args.format == "csv" and not args.json:  # the CSV must contain tasks only
        sys.stderr.write(typeset(notice, lang) + "\n")
    return Answer(facts, content)


def _written(risk: Risk | None, view: View, form: str, lang: Lang, notice: Text | None) -> str:
    if form == "csv":
        return tasks.tasks(risk, view, lang)
    return tasks.mail(risk, lang, notice).as_string() if form == "eml" else tasks.plain(risk, lang, notice)
