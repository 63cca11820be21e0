"""`access`: who has access and why; the departure of somebody whom the last file of people drops."""

import argparse
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from kam_analytics.answers.access import people as answer
from kam_analytics.answers.access.people import AccessFacts
from kam_analytics.answers.page.blocks import Note
from kam_analytics.cli import arguments as asked
from kam_analytics.cli.answer import LOCAL, Answer, language
from kam_analytics.core.text import Lang, Text
from kam_analytics.language import access as text
from kam_analytics.language.sentences import plural, say
from kam_analytics.language.typography import typeset
from kam_analytics.metrics.access import ABSENT, PEOPLE
from kam_analytics.metrics.access.rights import settings
from kam_analytics.warehouse.decisions.people import end, stay
from kam_analytics.warehouse.session import Reader
from kam_analytics.warehouse.store import Store
from kam_analytics.warehouse.trail import entries


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command; `common` carries --json, --store and --lang."""
    command = commands.add_parser("access", parents=[common], help="who has access and why, and who was refused")
    which = command.add_mutually_exclusive_group()
    which.add_argument("--left", metavar="PERSON", help="confirm that somebody left: their access ends after --on")
    which.add_argument("--stays", metavar="PERSON", help="take a confirmed departure back")
    command.add_argument("--on", type=asked.day, metavar="DAY", help="the last day, of --left (default: today)")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> Answer:
    """`access [--left PERSON [--on DAY] | --stays PERSON]`. Raises UnknownPerson."""
    folder, lang = Path(args.store), language(args.lang)
    if args.left:
        end(Store(folder, create=False), args.left, args.on or date.today(), LOCAL)
    elif args.stays:
        stay(Store(folder, create=False), args.stays, LOCAL)
    return _listed(_facts(folder), lang)


def _facts(folder: Path) -> AccessFacts:
    store = Store.to_read(folder)
    with closing(Reader(store, store.state(), with_pay=False)) as reader:
        people, absent = (reader.read(query, LOCAL, {}) for query in (PEOPLE, ABSENT))
    return AccessFacts(settings(), people, absent, entries(folder), date.today())


def _listed(facts: AccessFacts, lang: Lang) -> Answer:
    listed, refused = (_plain(rows, lang) for rows in (answer.people(facts), answer.refusals(facts.entries)))
    notes = [typeset(block.text, lang) for block in answer.blocks(facts) if isinstance(block, Note)]
    gone = [{k: str(v) for k, v in row.items()} for row in facts.gone[["person_id", "name"]].to_dict("records")]
    lines = [*notes, *(_line(row, lang) for row in listed)]
    lines += [_refused(row, lang) for row in refused]
    value = {"mode": facts.settings.mode, "access": listed, "refused": refused, "perhaps_left": gone, "notes": notes}
    return Answer(value, "\n".join(lines) or typeset(text.NOBODY_ELSE, lang))


def _line(row: dict[str, Any], lang: Lang) -> str:
    filled = {k: v or "–" for k, v in row.items() if k not in ("remark", "last_sign_in")}
    line = say(text.ACCESS_LINE, lang, **filled, last=row["last_sign_in"] or text.NEVER)
    return f"{line}\n    {row['remark']}" if row["remark"] else line


def _refused(row: dict[str, Any], lang: Lang) -> str:
    sentence = plural(row["times"], text.REFUSED_ONCE, text.REFUSED_LINE)
    return say(sentence, lang, **{k: str(v) for k, v in row.items()})


def _plain(rows: pd.DataFrame, lang: Lang) -> list[dict[str, Any]]:
    """The rows with their texts in one language, days as ISO, nothing as null."""
    return [{str(k): _value(v, lang) for k, v in row.items()} for row in rows.to_dict("records")]


def _value(value: Any, lang: Lang) -> Any:
    if isinstance(value, Text):
        return typeset(value, lang)
    if value is None or value is pd.NaT or value != value:
        return None
    return value.isoformat() if isinstance(value, date) else value
