"""`review`: the quarterly review as a deck, a workbook or a PDF; one file, or a folder with a pack for each person."""

import argparse
import os
import re
import tempfile
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from kam_analytics.answers.page import periods
from kam_analytics.answers.page.view import Read, View, freshness, reads
from kam_analytics.answers.review.choice import status
from kam_analytics.answers.review.page import REVIEW
from kam_analytics.cli import arguments as asked
from kam_analytics.cli.answer import LOCAL, Answer, exported, language
from kam_analytics.cli.review_batch import GROUPS, Recipient, readers, whole
from kam_analytics.core.errors import KamError
from kam_analytics.core.scope import Filters, Scope
from kam_analytics.core.text import Lang, Text
from kam_analytics.exports.media import Format
from kam_analytics.exports.review.errors import (
    BadTemplate,
    NobodyToWriteFor,
    UnknownEnding,
    UnknownQuarter,
)
from kam_analytics.exports.review.mail import message, slug
from kam_analytics.exports.review.pack import FORMATS, pack
from kam_analytics.exports.workbook import Circumstances
from kam_analytics.language import packs as words
from kam_analytics.language import review as text
from kam_analytics.language.dates import period_text
from kam_analytics.language.interface import PERIOD
from kam_analytics.language.sentences import fill
from kam_analytics.language.typography import typeset
from kam_analytics.metrics.access import IMPORTS
from kam_analytics.warehouse.session import Reader
from kam_analytics.warehouse.store import Store

QUARTER = re.compile(r"\d{4}Q[1-4]")
MOST_ACCOUNTS = 25
REFUSED = 2


@dataclass(frozen=True)
class _Review:
    """What every pack of a call shares. view: on the state that is reviewed; now: on the current one."""

    quarter: str
    view: View
    now: View
    state: int
    import_number: int | None
    lang: Lang
    template: bytes | None

    def facts(self, viewer: str = "", about: tuple[tuple[Text, str], ...] = ()) -> Circumstances:
        filters = self.view.filters
        period = typeset(period_text(filters.start, filters.end), self.lang)
        shared = ((PERIOD, period), *about)
        return Circumstances(
            text.TITLE, viewer, shared, filters.end, self.import_number, self.view.demonstration, self.state
        )


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command; `common` carries --json, --store and --lang."""
    command = commands.add_parser("review", parents=[common], help="the quarterly review as .pptx, .xlsx or .pdf")
    command.add_argument("--quarter", metavar="2026Q3", help="default: the last whole quarter")
    command.add_argument("--out", type=Path, required=True, metavar="FILE|FOLDER")
    command.add_argument("--for", dest="group", choices=GROUPS, help="a pack for each of them, into the folder --out")
    command.add_argument("--format", choices=FORMATS, default="pptx", help="of the packs in a folder")
    command.add_argument("--most", type=asked.whole, default=MOST_ACCOUNTS, metavar="N", help="of --for account")
    command.add_argument("--template", type=Path, metavar="FILE.pptx", help="the company's own presentation")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> Answer:
    """Write one file, or one for each person of a batch. Raises KamError for what makes every pack impossible."""
    form = args.format if args.group else _format(args.out)
    template = _template(args.template, form, args.out)
    if not args.group:
        asked.check(args)
    store = Store.to_read(Path(args.store))
    state = store.state()
    current = Reader(store, state)
    now = View(_once(reads(current)), LOCAL, _days(date.today()), state.demonstration, today=date.today())
    opened = [current]
    try:
        quarter, filters = _quarter(args.quarter, now)
        now = replace(now, filters=filters)
        pinned = status(now, quarter).get("pinned")
        reviewed = None if pinned is None else store.at(int(pinned))
        view = now
        if reviewed is not None:
            opened.append(Reader(store, reviewed))
            view = replace(now, read=_once(reads(opened[-1])))
        number = view.rows(IMPORTS)["last_import"].iloc[0]
        review = _Review(
            quarter, view, now, (reviewed or state).number, None if pd.isna(number) else int(number),
            language(args.lang), template,
        )  # fmt: skip
        answer = _batch(review, args, form) if args.group else _single(review, args.out, form)
        if answer.value.get("written", 1):
            exported(args.store, REVIEW.id, f"pack_{form}")
        return answer
    finally:
        for reader in opened:
            reader.close()


def _once(read: Read) -> Read:
    """The same answers, each query asked once in a call: packs of a batch share what they have in common."""

    @lru_cache(maxsize=2000)
    def rows(sql: Path, scope: Scope, facts: tuple[tuple[str, object], ...]) -> pd.DataFrame:
        return read(sql, scope, facts)

    def shared(sql: Path, scope: Scope, facts: tuple[tuple[str, object], ...]) -> pd.DataFrame:
        return rows(sql, scope, facts).copy(deep=False)

    return shared


def _format(file: Path) -> Format:
    """The format that the ending of a file names. Raises UnknownEnding."""
    for form in FORMATS:
        if file.suffix.lower() == f".{form}":
            return form
    raise UnknownEnding(file.name)


def _template(file: Path | None, form: str, out: Path) -> bytes | None:
    """The bytes of the template. Raises BadTemplate."""
    if file is None:
        return None
    if form != "pptx":
        raise BadTemplate(fill(words.NOT_FOR_FORMAT, file=f"*.{form}" if out.suffix == "" else out.name))
    try:
        return file.read_bytes()
    except OSError as error:
        raise BadTemplate(fill(words.NOT_THERE, file=file.name)) from error


def _days(day: date) -> Filters:
    return Filters(day, day, day, day)


def _quarter(code: str | None, view: View) -> tuple[str, Filters]:
    """The quarter with its days; the last whole one where none is named. Raises UnknownQuarter."""
    fresh = freshness(view)
    if fresh.first is None or fresh.last is None:
        raise UnknownQuarter(code or "", "–", "–")
    codes = [c for c in periods.codes(fresh.first, fresh.last) if QUARTER.fullmatch(c)]
    ended = [c for c in codes if periods.span(c, date.max).end <= fresh.last]
    wanted = code.strip().upper() if code else (ended or codes)[0]
    if wanted not in codes:
        raise UnknownQuarter(code or wanted, codes[-1], codes[0])
    span = periods.span(wanted, fresh.last)
    base = periods.base(span)
    return wanted, Filters(span.start, span.end, base.start, base.end)


def _single(review: _Review, out: Path, form: Format) -> Answer:
    content = pack(whole(review.view, review.now), review.facts(), review.lang, form, review.template)
    _write(out, content)
    facts = {"quarter": review.quarter, "state": review.state, "file": str(out), "bytes": len(content)}
    return Answer(facts, str(out))


def _batch(review: _Review, args: argparse.Namespace, form: Format) -> Answer:
    """One pack and one message each; one that is refused does not stop the others."""
    everybody = readers(args.group, review.view, review.now, args.most)
    if not everybody:
        raise NobodyToWriteFor(args.group)
    folder: Path = args.out
    with asked.writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    names = _file_names(everybody, review)
    packs = [_one(reader, name, folder, form, review) for reader, name in zip(everybody, names, strict=True)]
    done = sum(one["outcome"] == "written" for one in packs)
    summary = fill(words.PACKS_DONE, done=done, total=len(packs))
    lines = [
        typeset(fill(words.PACK_LINE, name=one["name"], result=one.get("file") or one["message"]), review.lang)
        for one in packs
    ]
    facts = {"quarter": review.quarter, "state": review.state, "written": done, "packs": packs}
    return Answer(facts, "\n".join([*lines, typeset(summary, review.lang)]), 0 if done == len(packs) else REFUSED)


def _file_names(everybody: list[Recipient], review: _Review) -> list[str]:
    """Names without ending, one for each; two people of one name are told apart by their codes."""
    prefix = f"{slug(words.FILE_NAME.in_(review.lang))}-{review.quarter.lower()}"
    slugs = [slug(reader.name) for reader in everybody]
    names = [
        f"{prefix}-{own}" if own and slugs.count(own) == 1 else f"{prefix}-{own}-{slug(reader.id)}".replace("--", "-")
        for own, reader in zip(slugs, everybody, strict=True)
    ]
    return [name if names.count(name) == 1 else f"{name}-{at}" for at, name in enumerate(names, start=1)]


def _one(reader: Recipient, name: str, folder: Path, form: Format, review: _Review) -> dict[str, Any]:
    """Write the pack and the message of one person; what became of them."""
    file = folder / f"{name}.{form}"
    facts: dict[str, Any] = {"id": reader.id, "name": reader.name, "to": reader.login or None}
    try:
        content = pack(reader.slides(), review.facts(reader.viewer, reader.about), review.lang, form, review.template)
        filters = review.view.filters
        mail = message(
            text.TITLE,
            period_text(filters.start, filters.end),
            filters.end,
            reader.name,
            reader.login,
            (file.name, content, form),
            review.lang,
        )
        _write(file, content)
        _write(file.with_suffix(".eml"), mail)
    except KamError as error:
        return {**facts, "outcome": "refused", "message": error.message().in_(review.lang)}
    return {**facts, "outcome": "written", "file": str(file), "mail": str(file.with_suffix(".eml"))}


def _write(file: Path, content: bytes) -> None:
    """Put a whole file in place at once: what was there before stays until then. Raises CannotWrite."""
    with asked.writing(file):
        handle, half = tempfile.mkstemp(prefix=".", suffix=file.suffix, dir=file.parent)
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(content)
            Path(half).chmod(0o644)
            os.replace(half, file)
        except OSError:
            Path(half).unlink(missing_ok=True)
            raise
