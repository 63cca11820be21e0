"""The measured figures of docs/risk.md, worked out from the two public histories and written between its marks.

python benchmarks/risk_figures.py FOLDER [--write]: FOLDER holds `devon_ledger_2011_2015` and `online_retail_ii`;
prints the section, and with --write puts it into the page.
"""

import sys
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kam_analytics.metrics.risk.backtest.accuracy import SignalAccuracy
from kam_analytics.metrics.risk.backtest.backtest import Measured, OriginJudgement, judge_origins, measured, origins
from kam_analytics.metrics.risk.backtest.outlook import TrackRecord, past, track_record
from kam_analytics.metrics.risk.card.scorecard import SIGNALS
from kam_analytics.metrics.risk.model.model import RiskLabel
from kam_analytics.metrics.risk.model.rolling import PastDays

PAGE = Path(__file__).resolve().parents[1] / "docs" / "risk.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
HORIZON, STATED = 182, ("2014-12-31", "2015-06-30")
RETAIL = {
    "Invoice": "invoice",
    "InvoiceNo": "invoice",
    "StockCode": "product",
    "Quantity": "quantity",
    "InvoiceDate": "day",
    "Price": "price",
    "UnitPrice": "price",
    "Customer ID": "account_id",
    "CustomerID": "account_id",
}


def ledger(folder: Path) -> PastDays:
    """Five years of a real ledger, each supplier an account."""
    lines = pd.read_parquet(folder / "devon_ledger_2011_2015" / "lines.parquet").rename(columns={"date": "day"})
    return known(lines.assign(account_id=lines["account_id"].astype(str)))


def retail(folder: Path) -> PastDays:
    """24 months of a wholesaler; days that both files hold count once, lines without a customer not at all."""
    parts = [
        pd.read_parquet(folder / "online_retail_ii" / name).rename(columns=RETAIL)[sorted(set(RETAIL.values()))]
        for name in ("online_retail_II_2009-2010.parquet", "online_retail_2010-12_2011-12.parquet")
    ]
    parts = [part.assign(day=pd.to_datetime(part["day"]).dt.normalize()) for part in parts]
    parts[0] = parts[0][parts[0]["day"] < parts[1]["day"].min()]
    lines = pd.concat(parts).dropna(subset=["account_id"])
    return known(lines.assign(account_id=lines["account_id"].astype(str), amount=lines["quantity"] * lines["price"]))


def known(lines: pd.DataFrame) -> PastDays:
    """As `days.sql` and `products.sql` tell of invoice lines."""
    lines = lines.assign(invoiced=lines["amount"].clip(lower=0), credits=-lines["amount"].clip(upper=0))
    daily = lines.groupby(["account_id", "day"], as_index=False)[["invoiced", "credits"]].sum()
    bought = lines.loc[lines["amount"] > 0, ["account_id", "product", "day"]]
    return past(daily, bought, HORIZON)


def section(folder: Path) -> str:
    """The section as Markdown."""
    devon = ledger(folder)
    records = {"five-year ledger": track_record(devon), "24 months of retail": track_record(retail(folder))}
    stated = judge_origins(devon, [day for day in origins(devon.whole, HORIZON) if day.isoformat() in STATED])
    return "\n".join(
        [
            "| history | label | population | recency | scorecard | model | gain | O/E | slope | Brier skill |",
            "|---|---|---|---|---|---|---|---|---|---|",
            *(row for name, record in records.items() for row in _methods(name, record.figures)),
            "",
            "The same at the two origins of the goals alone, 31 December 2014 and 30 June 2015:",
            "",
            "| history | label | population | recency | scorecard | model | gain | O/E | slope | Brier skill |",
            "|---|---|---|---|---|---|---|---|---|---|",
            *_methods("five-year ledger", measured(stated)),
            "",
            "Share of the money lost that twenty accounts of each origin held: the first by expected loss, the largest,"
            " and the most that any twenty held (who had known beforehand).",
            "",
            "| history | origins | label | expected loss | largest | at best | times the largest | most possible |",
            "|---|---|---|---|---|---|---|---|",
            *(row for name, record in records.items() for row in _money(name, record.judgements)),
            *_money("five-year ledger", stated, "the two of the goals"),
            "",
            "Each signal by itself, over all accounts it could be measured for:",
            "",
            "| signal | history | label | on | precision | recall | lift | AUC [95 %] |",
            "|---|---|---|---|---|---|---|---|",
            *(row for name, record in records.items() for row in _signals(name, record)),
        ]
    )


def _methods(name: str, figures: tuple[Measured, ...]) -> list[str]:
    found = {(m.method, m.label, m.population): m for m in figures}
    rows = []
    for label in RiskLabel:
        for population in ("all", "live", "top"):
            one = {m: found[m, label, population] for m in ("recency", "scorecard", "model")}
            used = one["model"]
            if used.auc is None:
                continue
            gain = f"{_f(used.auc_gain, 3, sign=True)} [{_f(used.auc_gain_low, 3, sign=True)}]"
            level = (_f(used.observed_over_expected, 2), _f(used.slope, 2), _f(used.brier_skill, 2))
            cells = (name, label.value, population, *(_f(m.auc, 3) for m in one.values()), gain, *level)
            rows.append(f"| {' | '.join(cells)} |")
    return rows


def _money(name: str, seen: tuple[OriginJudgement, ...], which: str = "") -> list[str]:
    rows = []
    for one in measured(seen):
        held, size, best = one.lost_money_top20, one.lost_money_top20_by_size, one.lost_money_top20_at_best
        if (one.method, one.population) == ("model", "all") and held is not None and size and best is not None:
            when = which or str(len({j.origin for j in seen if j.label is one.label}))
            cells = (_f(held, 2), _f(size, 2), _f(best, 2), f"{held / size:.2f}", f"{best / size:.2f}")
            rows.append(f"| {' | '.join((name, when, one.label.value, *cells))} |")
    return rows


def _signals(name: str, record: TrackRecord) -> list[str]:
    return [_signal(name, one) for one in record.signals if one.judged and one.auc is not None]


def _signal(name: str, one: SignalAccuracy) -> str:
    shares = (f"{100 * v:.0f} %" if v is not None else "–" for v in (one.on, one.precision, one.recall))
    auc = f"{_f(one.auc, 3)} [{_f(one.auc_low, 3)}, {_f(one.auc_high, 3)}]"
    signal = SIGNALS[one.rule].name.en
    return f"| {signal} | {name} | {one.label.value} | {' | '.join(shares)} | {_f(one.lift, 1)} | {auc} |"


def _f(value: float | None, digits: int, *, sign: bool = False) -> str:
    return "–" if value is None else f"{value:{'+' if sign else ''}.{digits}f}"


def main(folder: Path, *, write: bool) -> None:
    """Print the section, or put it into the page."""
    found = section(folder)
    if not write:
        print(found)
        return
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n{found}\n{END}{after}", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), write="--write" in sys.argv)
