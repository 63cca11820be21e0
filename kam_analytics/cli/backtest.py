"""`metrics backtest`: how each ranking would have done on past dates, and which one is in use."""

import argparse
import csv
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from kam_analytics.answers.page.view import View, freshness
from kam_analytics.answers.risk.page import AT_RISK
from kam_analytics.cli import arguments as asked
from kam_analytics.cli.answer import Answer, exported, language
from kam_analytics.cli.risk_text import backtest_text
from kam_analytics.language.risk import notes as text
from kam_analytics.language.typography import typeset
from kam_analytics.metrics.risk.backtest.backtest import ORIGINS, Measured
from kam_analytics.metrics.risk.backtest.outlook import DAYS, PRODUCTS, TrackRecord, past, track_record
from kam_analytics.metrics.risk.measures.population import HORIZON_DAYS
from kam_analytics.metrics.risk.measures.surroundings import Surroundings, surroundings

WHOLE_HISTORY = date.max
ROW = ("origin", "account_id", "method", "label", "score", "probability", "outcome")
INTERNAL = ("over_scorecard_low", "lost_money_top20_at_best")
OPTIONS: dict[str, dict[str, Any]] = {
    "--horizon-days": {"type": asked.whole, "default": HORIZON_DAYS, "metavar": "N"},
    "--origins": {"type": asked.whole, "default": ORIGINS, "metavar": "N", "help": "past dates to judge"},
    "--rows": {"type": Path, "metavar": "FILE", "help": "every judgement, as CSV"},
    "--as-of": {"type": asked.day, "default": WHOLE_HISTORY, "metavar": "D", "help": argparse.SUPPRESS},
}


def backtest_figures(view: View, args: argparse.Namespace) -> Answer:
    """README.md, `metrics backtest`."""
    days, products = (view.rows(sql, as_of=args.as_of) for sql in (DAYS, PRODUCTS))
    tell = _tell if sys.stderr.isatty() else None
    around = partial(surrounded_by, view)
    record = track_record(past(days, products, args.horizon_days, around), args.origins, tell)
    if args.rows is not None:
        write_rows(record, args.rows)
        exported(args.store, AT_RISK.id, "backtest")
    rows, lang = [_row(record, one) for one in record.figures], language(args.lang)
    if freshness(view).last is None:  # not too few events: nothing was imported
        return Answer({"rows": rows, "message": text.NOTHING_IMPORTED.in_(lang)}, typeset(text.NOTHING_IMPORTED, lang))
    return Answer({"rows": rows}, backtest_text(record, lang))


def surrounded_by(view: View, day: date) -> Surroundings:
    """The data of other files up to a day."""
    return surroundings(partial(view.rows, as_of=day), day)


def write_rows(record: TrackRecord, file: Path) -> None:
    """One line per origin, account, method and label; `score` is the rank among all accounts that day, 0 to 1.

    Raises CannotWrite.
    """
    with asked.writing(file), file.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow(ROW)
        table.writerows(_judgements(record))


def _judgements(record: TrackRecord) -> Iterator[tuple[object, ...]]:
    for one in record.judgements:
        for method, scores in one.scores.items():
            for n, place in enumerate(one.account):
                probability = f"{one.probability[n]:.6f}" if method == "model" else ""
                cells = (f"{scores[n]:.6f}", probability, int(one.happened[n]))
                yield (one.origin, record.account_ids[place], method, one.label.value, *cells)


def _row(record: TrackRecord, one: Measured) -> dict[str, Any]:
    facts = {name: value for name, value in asdict(one).items() if name not in INTERNAL}
    return {**facts, "label": one.label.value, "in_use": record.verdict_on(one.label).method == one.method}


def _tell(done: int, total: int) -> None:
    sys.stderr.write(f"\r{done}/{total}" + ("\n" if done == total else ""))
