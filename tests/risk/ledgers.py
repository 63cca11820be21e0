"""Invented invoice days of accounts that order at their own rhythm until some of them stop."""

from datetime import date, timedelta

import numpy as np
import pandas as pd

FIRST = date(2021, 1, 1)


def ledger(seed: int, accounts: int = 60, days: int = 1_500) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Rows as `days.sql` and `products.sql` give them."""
    chance = np.random.default_rng(seed)
    rows = []
    for n in range(accounts):
        gap, size, leaves = chance.integers(7, 60), chance.lognormal(7, 1), chance.random() < 0.5
        end = chance.integers(300, days) if leaves else days
        day = int(chance.integers(0, 120))
        while day < end:
            credit = size * 0.3 if chance.random() < 0.05 else 0.0
            product = f"P{chance.integers(0, 6)}"
            rows.append((f"C{n:03}", FIRST + timedelta(days=day), size * chance.lognormal(0, 0.4), credit, product))
            day += max(1, int(chance.gamma(2, gap / 2)))
    lines = pd.DataFrame(rows, columns=["account_id", "day", "invoiced", "credits", "product"])
    lines["day"] = pd.to_datetime(lines["day"])
    return frames(lines)


def frames(lines: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Lines of account_id, day, invoiced, credits and product as the two queries give them."""
    daily = lines.groupby(["account_id", "day"], as_index=False)[["invoiced", "credits"]].sum()
    return daily, lines[["account_id", "product", "day"]]


def up_to(rows: tuple[pd.DataFrame, pd.DataFrame], day: date) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What the queries would have given on that day."""
    daily, bought = (part[part["day"] <= pd.Timestamp(day)] for part in rows)
    return daily, bought
