"""What is known of the accounts beside invoices: deals, people met, incidents, satisfaction, orders."""

from datetime import date, timedelta

import numpy as np

from data.demo_accounts import STORY_INDEX, Account, Portfolio
from data.demo_headers import VALUES
from data.demo_lines import INVOICE, Lines, by_month
from data.demo_rhythm import CALENDAR, Ints, month_index, next_open_day
from data.demo_tables import Export, Row, export
from data.demo_vocabulary import AS_OF, DAYS, FAMILIES, FIRST_NAMES, LAST_NAMES, LEGAL_FORMS, NAME_OF

Contacts = dict[int, list[tuple[str, str]]]
"""Account → (contact name, level in French), the usual contact first."""

DEALS = 190
INCIDENTS = 150
STAGES = (("Qualification", 20), ("Proposition", 50), ("Négociation", 75))
STATUSES = VALUES["opportunities"]["status"]
LEVELS = VALUES["contacts"]["level"]
LEVEL_ROLES = {
    "buyer": ("Responsable achats", "Achats projets", "Achats techniques"),
    "executive": ("Direction industrielle", "Direction générale", "Direction de site"),
    "technical": ("Responsable maintenance", "Bureau d’études", "Responsable travaux neufs"),
}
LAST_MEETING = {
    STORY_INDEX["silent_decline"]: date(2026, 4, 21),
    STORY_INDEX["lost_key"]: date(2026, 2, 18),
    STORY_INDEX["broken_rhythm"]: date(2026, 6, 11),
    STORY_INDEX["finished_project"]: date(2025, 3, 20),
}


def contacts(portfolio: Portfolio, seed: int) -> tuple[Export, Contacts]:
    """The people known at each account; the account whose contract ends has a single one, a buyer."""
    rng = np.random.default_rng([seed, 20])
    keys = portfolio.key_on(AS_OF)
    rows: list[Row] = []
    known: Contacts = {}
    for a in portfolio.accounts:
        many = int(rng.integers(3, 7)) if a.index in keys else int(rng.integers(1, 4))
        count = 1 if a.index == STORY_INDEX["contract_ending"] else many
        names = _names(rng, count)
        levels = ["buyer", *rng.choice(list(LEVELS), count - 1, p=(0.35, 0.2, 0.45)).tolist()]
        known[a.index] = [(n, LEVELS[level]) for n, level in zip(names, levels, strict=True)]
        rows += [_contact(rng, a.code, n, level) for n, level in zip(names, levels, strict=True)]
    columns = ("account", "name", "level", "role", "influence", "sponsor")
    return export("contacts", "contacts.xlsx", "Contacts", columns, rows), known


def _names(rng: np.random.Generator, count: int) -> list[str]:
    """Distinct full names."""
    drawn = rng.permutation(len(FIRST_NAMES) * len(LAST_NAMES))[:count].tolist()
    return [f"{FIRST_NAMES[n % len(FIRST_NAMES)]} {LAST_NAMES[n // len(FIRST_NAMES)]}" for n in drawn]


def _contact(rng: np.random.Generator, code: str, name: str, level: str) -> Row:
    role = str(rng.choice(LEVEL_ROLES[level]))
    influence = str(rng.choice(("Forte", "Moyenne", "Faible"), p=(0.3, 0.45, 0.25)))
    return code, name, LEVELS[level], role, influence, "Oui" if rng.random() < 0.25 else "Non"


def interactions(portfolio: Portfolio, known: Contacts, seed: int) -> Export:
    """Two years of visits and calls, about monthly for key accounts, fewer elsewhere."""
    rng = np.random.default_rng([seed, 21])
    keys = portfolio.key_on(AS_OF)
    rows: list[Row] = []
    for a in portfolio.accounts:
        yearly = 13.0 if a.index in keys else float(np.clip((a.size / 50_000) ** 0.4 * 2.5, 0.5, 9))
        last = LAST_MEETING.get(a.index, AS_OF)
        back = np.sort(rng.integers(0, 730, rng.poisson(2.8 * yearly)))[::-1]
        days = [AS_OF - timedelta(int(d)) for d in back]
        met = [d for d in days if d.weekday() < 5 and a.created_on <= d <= last]
        rows += [_interaction(rng, portfolio, a.index, d, known[a.index]) for d in met]
    columns = ("account", "date", "type", "contact", "level", "kam")
    by_day = sorted(rows, key=lambda row: (str(row[1]), str(row[0])))
    return export("interactions", "interactions.xlsx", "Interactions", columns, by_day)


def _interaction(
    rng: np.random.Generator, portfolio: Portfolio, account: int, day: date, people: list[tuple[str, str]]
) -> Row:
    who = people[0] if rng.random() < 0.55 else people[int(rng.integers(0, len(people)))]
    means = str(rng.choice(("Visite", "Appel", "Visioconférence", "Salon"), p=(0.35, 0.4, 0.21, 0.04)))
    return portfolio.accounts[account].code, day, means, *who, NAME_OF[portfolio.owner_on(account, day)]


def opportunities(portfolio: Portfolio, seed: int) -> Export:
    """Deals of two years as a Salesforce report shows them; some open ones have outlived their close date."""
    rng = np.random.default_rng([seed, 22])
    size = np.array([a.size for a in portfolio.accounts]) ** 0.5
    size[STORY_INDEX["finished_project"]] = 0
    drawn = np.sort(rng.choice(len(size), DEALS, p=size / size.sum())).tolist()
    rows = [_deal(rng, portfolio, int(i), number) for number, i in enumerate(drawn)]
    columns = (
        "owner",
        "Nom du compte",
        "account",
        "opportunity_id",
        "name",
        "stage",
        "probability",
        "amount",
        "created_on",
        "close_date",
        "status",
        "type",
    )
    return export("opportunities", "opportunites.xlsx", "Opportunités", columns, rows)


def _deal(rng: np.random.Generator, portfolio: Portfolio, account: int, number: int) -> Row:
    a = portfolio.accounts[account]
    earliest = max(a.created_on, date(2024, 9, 1))
    created = earliest + timedelta(int(rng.integers(0, (AS_OF - earliest).days)))
    close = created + timedelta(int(rng.integers(30, 240)))
    stage, probability, status = _outcome(rng, close, account == STORY_INDEX["lost_key"])
    family = FAMILIES[int(rng.integers(0, len(FAMILIES)))][0]
    kind = str(rng.choice(("Développement", "Renouvellement", "Nouveau besoin"), p=(0.5, 0.25, 0.25)))
    amount = max(1500, round(min(a.size, 900_000) * float(rng.uniform(0.05, 0.4)), -2))
    owner = NAME_OF[portfolio.owner_on(account, min(close, AS_OF))]
    return (
        owner,
        a.name,
        _in_crm(a),
        f"006TB{number + 41:05d}AAQ",
        f"{family} {close.year}",
        stage,
        probability,
        amount,
        created,
        close,
        status,
        kind,
    )


def _in_crm(account: Account) -> str:
    """How the CRM names an account: by its code, but for three that somebody typed."""
    bare = next((account.name.removesuffix(f) for f in LEGAL_FORMS if f and account.name.endswith(f)), account.name)
    typed = {
        STORY_INDEX["shrinking_key"]: f"{bare.upper()} S.A.",
        STORY_INDEX["broken_rhythm"]: f"Ets {bare}",
        STORY_INDEX["silent_decline"]: bare[:-2] + bare[-1],
    }
    return typed.get(account.index, account.code)


def _outcome(rng: np.random.Generator, close: date, always_lost: bool) -> tuple[str, int, str]:
    """Stage, probability in percent and status of a deal, given its close date."""
    stage, probability = STAGES[int(rng.integers(0, len(STAGES)))]
    luck = rng.random()
    if close > AS_OF or luck < 0.08:
        return stage, probability, STATUSES["open"]
    if luck < 0.5 and not always_lost:
        return "Fermée gagnée", 100, STATUSES["won"]
    return "Fermée perdue", 0, STATUSES["lost"]


def incidents(portfolio: Portfolio, lines: Lines, seed: int) -> Export:
    """Quality and delivery incidents some days after an invoice; two stories have their own."""
    rng = np.random.default_rng([seed, 23])
    lost, slow = STORY_INDEX["lost_key"], STORY_INDEX["silent_decline"]
    named = (lines.account >= 0) & (lines.account != lost)
    suspects = named & (lines.kind == INVOICE) & (lines.day > DAYS - 1000)
    chosen = rng.permutation(np.flatnonzero(suspects))[:INCIDENTS]
    happened = zip(lines.account[chosen].tolist(), lines.day[chosen].tolist(), strict=True)
    rows = [_incident(rng, portfolio.accounts[a].code, day) for a, day in happened]
    for account, opened, closed, severity in (
        (lost, date(2025, 6, 16), date(2025, 7, 25), "Majeure"),
        (lost, date(2025, 9, 15), date(2025, 10, 24), "Critique"),
        (lost, date(2025, 11, 18), None, "Critique"),
        (slow, date(2026, 6, 9), None, "Majeure"),
    ):
        rows.append((portfolio.accounts[account].code, opened, closed, severity))
    by_day = sorted(rows, key=lambda row: (str(row[1]), str(row[0])))
    columns = ("account", "opened_on", "closed_on", "severity")
    return export("incidents", "incidents.xlsx", "Incidents", columns, by_day)


def _incident(rng: np.random.Generator, code: str, invoiced: int) -> Row:
    """Opened soon after the invoice, closed within some weeks unless that is still to come."""
    opened = min(AS_OF, _day(invoiced) + timedelta(int(rng.integers(1, 21))))
    closed = opened + timedelta(1 + int(rng.exponential(18)))
    severity = str(rng.choice(("Mineure", "Majeure", "Critique"), p=(0.65, 0.28, 0.07)))
    return code, opened, closed if closed <= AS_OF else None, severity


def satisfaction(portfolio: Portfolio, lines: Lines, seed: int) -> Export:
    """Survey of each spring, note out of 10, among those who bought in the year before: keys and a third."""
    rng = np.random.default_rng([seed, 24])
    bought = by_month(lines, lines.amount) > 0
    unhappy = (STORY_INDEX["lost_key"], STORY_INDEX["shrinking_key"])
    rows: list[Row] = []
    for year in (2024, 2025, 2026):
        day, keys = date(year, 5, 20), portfolio.key_on(date(year, 5, 20))
        customers = np.flatnonzero(bought[:, month_index(day) - 12 : month_index(day)].any(axis=1)).tolist()
        for account in (i for i in customers if i in keys or rng.random() < 0.33):
            note = int(np.clip(np.rint(rng.normal(5.5 if account in unhappy else 7.6, 1.5)), 0, 10))
            rows.append((portfolio.accounts[account].code, day + timedelta(int(rng.integers(0, 25))), note))
    return export("satisfaction", "satisfaction.xlsx", "Enquêtes", ("account", "date", "score"), rows)


def orders(portfolio: Portfolio, lines: Lines, seed: int) -> Export:
    """Orders of the last twelve months, delivered or in part still open at the end."""
    rng = np.random.default_rng([seed, 25])
    delivered = _delivered(lines, rng)
    ordered = sorted((*delivered, *_pending(delivered, rng)))
    columns = ("N° commande", "account", "ordered_on", "promised_on", "amount", "open_amount")
    rows: list[Row] = []
    for number, (day, account, promised, cents, left) in enumerate(ordered):
        code = portfolio.accounts[account].code
        rows.append((f"CDE{number + 1:06d}", code, _day(day), _day(promised), cents / 100, left / 100))
    return export("orders", "commandes.xlsx", "Commandes", columns, rows)


Order = tuple[int, int, int, int, int]
"""Day ordered, account, day promised, cents ordered, cents still open."""


def _delivered(lines: Lines, rng: np.random.Generator) -> list[Order]:
    """One order before each invoice of the last year."""
    recent = (lines.kind == INVOICE) & (lines.day >= DAYS - 365) & (lines.account >= 0)
    documents, first = np.unique(lines.document[recent], return_index=True)
    cents = np.bincount(lines.document[recent], lines.amount[recent])[documents].astype(np.int64)
    invoiced: Ints = lines.day[recent][first]
    ordered = next_open_day(invoiced - rng.integers(4, 40, len(documents)))
    promised = invoiced - rng.integers(-2, 9, len(documents))
    columns = (ordered, lines.account[recent][first], np.maximum(promised, ordered + 2), cents)
    return [(*row, 0) for row in zip(*(c.tolist() for c in columns), strict=True)]


def _pending(delivered: list[Order], rng: np.random.Generator) -> list[Order]:
    """Orders of the last weeks whose invoice is still to come, from accounts that do buy at the end."""
    gone = {STORY_INDEX["broken_rhythm"], STORY_INDEX["lost_key"], STORY_INDEX["seasonal"]}
    buying = [o for o in delivered if o[0] > DAYS - 60 and o[1] not in gone]
    chosen = rng.permutation(len(buying))[: len(buying) // 3].tolist()
    pending = []
    for _, account, _, cents, _ in (buying[i] for i in sorted(chosen)):
        day = int(next_open_day(np.array(DAYS - 1 - int(rng.integers(0, 30)))))
        share = 1.0 if rng.random() < 0.7 else float(rng.uniform(0.2, 0.8))
        pending.append((day, account, day + int(rng.integers(10, 60)), cents, int(cents * share)))
    return pending


def _day(index: int) -> date:
    return CALENDAR[0] + timedelta(index)
