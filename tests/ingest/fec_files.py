"""Accounting files as French software writes them: invented entries, and the ways in which files differ."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import count
from pathlib import Path
from random import Random

TITLES = [
    "JournalCode",
    "JournalLib",
    "EcritureNum",
    "EcritureDate",
    "CompteNum",
    "CompteLib",
    "CompAuxNum",
    "CompAuxLib",
    "PieceRef",
    "PieceDate",
    "EcritureLib",
    "Debit",
    "Credit",
    "EcritureLet",
    "DateLet",
    "ValidDate",
    "Montantdevise",
    "Idevise",
]
CLIENTS = {"C001": "Alcyon SA", "C002": "Borel & Fils", "C003": "Cévenol Énergie", "C004": 'Dôme "Sud"'}
SALARY, PERSON = "641100 Salaires Zéphyrin", "Zéphyrin Quatremère"


@dataclass(frozen=True)
class Line:
    """One row; `amount` is credit − debit."""

    journal: str
    number: str
    day: str
    account: str
    label: str
    amount: Decimal
    client: str = ""
    client_name: str = ""
    piece: str = ""
    letter: str = ""
    lettered_on: str = ""
    wording: str = ""

    @property
    def cells(self) -> dict[str, str]:
        """The legal cells of the row, amounts with a comma, zero for the empty side."""
        debit, credit = max(-self.amount, Decimal(0)), max(self.amount, Decimal(0))
        names = {"VE": "Ventes", "BQ": "Banque", "AN": "À nouveaux", "OD": "Opérations diverses", "PA": "Paie"}
        return dict(
            zip(
                TITLES,
                (
                    self.journal,
                    names.get(self.journal, ""),
                    self.number,
                    self.day,
                    self.account,
                    self.label,
                    self.client,
                    self.client_name,
                    self.piece,
                    self.day,
                    self.wording,
                    _money(debit),
                    _money(credit),
                    self.letter,
                    self.lettered_on,
                    "20250105",
                    "",
                    "",
                ),
                strict=True,
            )
        )


def _money(amount: Decimal) -> str:
    return f"{amount:.2f}".replace(".", ",")


def sale(
    number: str, day: str, sold: Sequence[tuple[str, str, str]], clients: Sequence[str], **more: str
) -> list[Line]:
    """An invoice (or, with negative amounts, a credit note): 70x lines as (account, label, net), VAT, one 411 line
    for each client, who share the total."""
    net = sum((Decimal(s[2]) for s in sold), Decimal(0))
    vat = (net * Decimal("0.2")).quantize(Decimal("0.01"))
    total = net + vat
    shares = [(total / len(clients)).quantize(Decimal("0.01")) for _ in clients]
    shares[-1] = total - sum(shares[:-1], Decimal(0))
    base = Line(more.get("journal", "VE"), number, day, "", "", Decimal(0), piece=more.get("piece", f"F{number}"))
    due = [
        replace(
            base,
            account="411000",
            label="Clients",
            amount=-s,
            client=c,
            client_name=CLIENTS.get(c, c),
            letter=more.get("letter", ""),
            lettered_on=more.get("lettered_on", ""),
        )
        for c, s in zip(clients, shares, strict=True)
    ]
    made = [replace(base, account=a, label=label, amount=Decimal(x)) for a, label, x in sold]
    return [*due, *made, replace(base, account="445710", label="TVA collectée", amount=vat)]


def other(
    number: str, day: str, pairs: Iterable[tuple[str, str, str]], journal: str = "OD", piece: str = ""
) -> list[Line]:
    """Any entry, as (account, label, credit − debit)."""
    return [Line(journal, number, day, a, label, Decimal(x), piece=piece) for a, label, x in pairs]


def payment(number: str, day: str, client: str, amount: str, letter: str, lettered_on: str = "") -> list[Line]:
    """Money from a client in the bank, lettered with what it pays."""
    first = Line("BQ", number, day, "512000", "Banque", -Decimal(amount))
    name = CLIENTS.get(client, client)
    return [
        first,
        replace(
            first,
            account="411000",
            label="Clients",
            amount=Decimal(amount),
            client=client,
            client_name=name,
            letter=letter,
            lettered_on=lettered_on,
        ),
    ]


def payroll(number: str, day: str) -> list[Line]:
    """What must never be stored: a salary and a name."""
    first = Line("PA", number, day, "641100", SALARY, Decimal("-2500.00"), wording=f"Salaire {PERSON}")
    return [first, replace(first, account="421000", label=PERSON, amount=Decimal("2500.00"))]


def year(year: int = 2024) -> list[Line]:
    """A small year: 1,000 + 400 − 100 − 20 for C001, 500 for C002, 300 for C003, 50 in cash, 60 to be issued."""
    day = lambda month, number: f"{year}{month:02}{number:02}"  # noqa: E731
    services, goods = ("706000", "Prestations"), ("707000", "Ventes de marchandises")
    return [
        *other("1", day(1, 1), [("411000", "Clients", "-900.00"), ("101000", "Capital", "900.00")], "AN"),
        *sale("1", day(1, 15), [(*services, "1000.00")], ["C001"], letter="AA"),
        *sale("2", day(2, 20), [(*goods, "400.00")], ["C001"]),
        *sale("3", day(3, 5), [(*goods, "-100.00")], ["C001"], piece="AV3"),
        *sale("4", day(3, 31), [("709700", "RRR accordés", "-20.00")], ["C001"], piece="RFA"),
        *sale("5", day(5, 31), [(*services, "500.00")], ["C002"]),
        *sale("6", day(6, 30), [(*services, "300.00")], ["C003"], letter="B", lettered_on=day(8, 1)),
        *other(
            "7",
            day(7, 14),
            [
                ("530000", "Caisse", "-60.00"),
                ("707000", "Ventes de marchandises", "50.00"),
                ("445710", "TVA collectée", "10.00"),
            ],
            "VE",
        ),
        *other(
            "1",
            day(12, 31),
            [
                ("418100", "Factures à établir", "-72.00"),
                ("706000", "Prestations", "60.00"),
                ("445870", "TVA à régulariser", "12.00"),
            ],
        ),
        *payment("1", day(2, 28), "C001", "1200.00", "AA"),
        *payroll("1", day(1, 31)),
    ]


EXPECTED = {"C001": Decimal(1280), "C002": Decimal(500), "C003": Decimal(300), None: Decimal(110)}


def shuffled(seed: int, entries: int = 40) -> list[Line]:
    """Entries of every sort, drawn by chance: one client, several, none, credit notes, cash, accruals."""
    chance, numbers = Random(seed), count(1)
    lines: list[Line] = []
    for _ in range(entries):
        number, day = str(next(numbers)), f"2024{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
        sold = [
            (f"70{chance.randint(1, 9)}000", "Ventes", f"{chance.randint(-2000, 9000)}.{chance.randint(0, 99):02}")
            for _ in range(chance.randint(1, 3))
        ]
        clients = chance.sample(sorted(CLIENTS), chance.choice([1, 1, 1, 1, 2]))
        lines += sale(number, day, sold, clients) if chance.random() < 0.85 else _without_client(number, day, sold)
    return lines


def _without_client(number: str, day: str, sold: list[tuple[str, str, str]]) -> list[Line]:
    net = sum((Decimal(s[2]) for s in sold), Decimal(0))
    return other(number, day, [("487000", "Produits constatés d’avance", str(-net)), *sold])


def written(
    path: Path,
    lines: Sequence[Line],
    *,
    separator: str = "\t",
    encoding: str = "utf-8",
    end: str = "\r\n",
    sides: bool = False,
    trailing: bool = False,
    quotes: bool = False,
    titles: dict[str, str] | None = None,
    extra: Sequence[str] = (),
    cell: dict[str, str] | None = None,
) -> Path:
    """Write the rows as one program would: `sides` Montant/Sens, `titles` other names, `cell` replaced texts."""
    names = [n for n in TITLES if not sides or n not in ("Debit", "Credit")] + [*(("Montant", "Sens") if sides else ())]
    rows = list(_rows(lines, sides))
    heads = [(titles or {}).get(n, n) for n in (*names, *extra)]
    body = [[(cell or {}).get(r.get(n, ""), r.get(n, "")) for n in (*names, *extra)] for r in rows]
    quoted = (lambda t: '"' + t.replace('"', '""') + '"') if quotes else (lambda t: t)
    texts = [separator.join(map(quoted, row)) + (separator if trailing else "") for row in [heads, *body]]
    path.write_bytes(end.join([*texts, ""]).encode(encoding))
    return path


def _rows(lines: Sequence[Line], sides: bool) -> Iterator[dict[str, str]]:
    for line in lines:
        cells = line.cells
        if sides:
            cells |= {"Montant": _money(abs(line.amount)), "Sens": "C" if line.amount > 0 else "D"}
        yield cells
