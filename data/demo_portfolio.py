"""Write the demonstration: every export a French maker of seals and pumps would have, the same for a seed."""

import argparse
import sys
from pathlib import Path

if __package__ != "data":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from data import demo_goals, demo_master, demo_relations
from data.demo_accounts import STORIES, Portfolio, portfolio
from data.demo_goals import BOOKS_GAP
from data.demo_headers import HEADERS, UNMAPPED, VALUES
from data.demo_invoice_file import invoice_file
from data.demo_lines import Lines, ledger
from data.demo_rhythm import CALENDAR, buying
from data.demo_tables import Export, write_erp_text, write_table, write_workbook
from data.demo_vocabulary import AS_OF, COMPANY, FIRST_DAY

__all__ = ["AS_OF", "BOOKS_GAP", "COMPANY", "FIRST_DAY", "HEADERS", "STORIES", "UNMAPPED", "VALUES", "write"]

SEED = 2026
INVOICES = "factures_lignes.csv"


def write(folder: Path, seed: int = SEED, *, as_text: bool = False) -> list[tuple[str, Path]]:
    """Write all exports into a folder, made if missing; (kind, path) in the order to import them.

    as_text: write tables of one sheet as text instead of workbooks. Their content is the same, and both writing and
    reading them is several times quicker.

    Amounts are euros net of VAT. People appear by full name in accounts, invoice lines, interactions and
    opportunities, by identifier (K03) in assignments, targets, scores and the pay plan. For a seed the CSV
    is the same to the byte, workbooks to the cell.
    """
    folder.mkdir(parents=True, exist_ok=True)
    known = portfolio(seed)
    lines = ledger(known, buying(known.accounts, seed), seed)
    owners = owners_by_month(known)
    reference = [_put(folder, export, as_text) for export in _before_invoices(known)]
    write_erp_text(folder / INVOICES, invoice_file(known, lines, owners, seed))
    rest = [_put(folder, export, as_text) for export in _after_invoices(known, lines, owners, seed)]
    return [*reference, ("revenue", folder / INVOICES), *rest]


def owners_by_month(known: Portfolio) -> list[list[str]]:
    """Person in charge of each account in each month: accounts change hands on the first of a month."""
    firsts = [day for day in CALENDAR if day.day == 1]
    return [[known.owner_on(a.index, first) for first in firsts] for a in known.accounts]


def _put(folder: Path, export: Export, as_text: bool) -> tuple[str, Path]:
    path = folder / export.file_name
    if as_text and len(export.sheets) == 1:
        path = path.with_suffix(".csv")
        write_table(path, export.sheets[0])
    else:
        write_workbook(path, export.sheets)
    return export.kind, path


def _before_invoices(known: Portfolio) -> tuple[Export, ...]:
    return (
        demo_master.people(),
        demo_master.accounts(known),
        demo_master.groups(known),
        demo_master.key_accounts(known),
        demo_master.assignments(known),
    )


def _after_invoices(known: Portfolio, lines: Lines, owners: list[list[str]], seed: int) -> tuple[Export, ...]:
    contacts, people_known = demo_relations.contacts(known, seed)
    return (
        demo_relations.orders(known, lines, seed),
        demo_relations.opportunities(known, seed),
        demo_master.contracts(known, seed),
        contacts,
        demo_relations.interactions(known, people_known, seed),
        demo_relations.incidents(known, lines, seed),
        demo_relations.satisfaction(known, lines, seed),
        demo_goals.books(lines),
        demo_goals.targets(known, lines, owners, seed),
        demo_goals.pay_plan(),
        demo_goals.scores(seed),
    )


def main(arguments: list[str] | None = None) -> None:
    """Read the command line, write, and say what was written."""
    parser = argparse.ArgumentParser(description="Writes the demonstration portfolio.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parent / "demo")
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args(arguments)
    for kind, path in write(options.folder, options.seed):
        print(f"{kind:14} {path}")


if __name__ == "__main__":
    main()
