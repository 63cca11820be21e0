"""Who is who in the demonstration: accounts, groups, key accounts, team, assignments, contracts."""

from datetime import date, timedelta

import numpy as np

from data.demo_accounts import STORY_INDEX, Portfolio, group_code
from data.demo_headers import VALUES
from data.demo_tables import Export, Percent, Row, export
from data.demo_vocabulary import AS_OF, NAME_OF, TEAM

CONTRACT_END = date(2026, 12, 31)
REASONS = VALUES["key_accounts"]["reason"]


def accounts(portfolio: Portfolio) -> Export:
    """The account list of the CRM as it stands at the end: today's group and today's salesperson."""
    rows: list[Row] = []
    for a in portfolio.accounts:
        group = portfolio.group_on(a.index, AS_OF)
        parent = (None, None) if group is None else (group_code(group), portfolio.groups[group])
        kam = NAME_OF[portfolio.owner_on(a.index, AS_OF)]
        known = (a.siren, a.segment, a.sector, a.region, a.country, kam, a.potential, a.turnover, a.created_on)
        rows.append((a.code, a.name, *parent, *known))
    columns = (
        "account_id",
        "account_name",
        "parent_id",
        "parent_name",
        "siren",
        "segment",
        "sector",
        "region",
        "country",
        "kam",
        "potential",
        "turnover",
        "created_on",
    )
    return export("accounts", "comptes_crm.xlsx", "Comptes", columns, rows)


def groups(portfolio: Portfolio) -> Export:
    """Dated membership of the legal entities, by the name of the group."""
    rows = [
        (*_known_as(portfolio, m.account), portfolio.groups[m.group], m.start, None)
        for m in sorted(portfolio.memberships, key=lambda m: (m.group, m.start, m.account))
    ]
    columns = ("account", "Raison sociale", "parent", "from", "to")
    return export("groups", "groupes.xlsx", "Groupes", columns, rows)


def key_accounts(portfolio: Portfolio) -> Export:
    """Dated key status with its reason."""
    rows = [
        (*_known_as(portfolio, s.account), s.start, s.end, REASONS[s.reason])
        for s in sorted(portfolio.key_spans, key=lambda s: s.account)
    ]
    columns = ("account", "Raison sociale", "from", "to", "reason")
    return export("key_accounts", "comptes_cles.xlsx", "Comptes clés", columns, rows)


def people() -> Export:
    """The sales team, its director and its controller."""
    rows = [
        (
            p.id,
            p.name,
            p.login,
            p.manager,
            p.start,
            None,
            Percent(p.working_time),
            p.target_variable,
            p.fixed_pay,
            p.payroll_number,
        )
        for p in TEAM
    ]
    columns = (
        "person_id",
        "name",
        "login",
        "manager",
        "start",
        "end",
        "working_time",
        "target_variable",
        "fixed_pay",
        "payroll_number",
    )
    return export("people", "equipe.xlsx", "Équipe", columns, rows)


def assignments(portfolio: Portfolio) -> Export:
    """Who looks after which account, for which share, from when to when; people by their identifier."""
    rows = [
        (portfolio.accounts[s.account].code, s.person, s.start, s.end, Percent(s.share), s.role)
        for s in portfolio.spans
    ]
    columns = ("account", "kam", "from", "to", "share", "role")
    return export("assignments", "affectations.xlsx", "Affectations", columns, rows)


def contracts(portfolio: Portfolio, seed: int) -> Export:
    """Frame contracts of the key accounts and of some others; one key contract is about to end for good."""
    rng = np.random.default_rng([seed, 10])
    keys = portfolio.key_on(AS_OF)
    others = [a.index for a in portfolio.accounts if a.index not in keys and a.size > 90_000]
    signed = [i for i in (*keys, *rng.permutation(others)[:16].tolist()) if i != STORY_INDEX["lost_key"]]
    rows = [_contract(portfolio, int(i), number, rng) for number, i in enumerate(sorted(signed))]
    columns = (
        "contract_id",
        "account",
        "start_date",
        "end_date",
        "notice_days",
        "auto_renewal",
        "annual_value",
    )
    return export("contracts", "contrats.xlsx", "Contrats", columns, rows)


def _contract(portfolio: Portfolio, account: int, number: int, rng: np.random.Generator) -> Row:
    """Years run from January to December; only the story ends soon without renewing itself."""
    ending = account == STORY_INDEX["contract_ending"]
    soon = rng.random() < 0.3
    end = CONTRACT_END if ending or soon else date(int(rng.integers(2027, 2030)), 12, 31)
    renewal = not ending and (soon or bool(rng.random() < 0.6))
    a = portfolio.accounts[account]
    signed = max(a.created_on, date(end.year - 3, 1, 1) + timedelta(int(rng.integers(0, 20))))
    value = round(a.size * float(rng.uniform(0.5, 0.9)), -3)
    notice = 90 if ending else int(rng.choice((30, 60, 90, 180)))
    known_as = f"CC-{signed.year}-{number + 1:03d}"
    return known_as, a.code, signed, end, notice, "Oui" if renewal else "Non", value


def _known_as(portfolio: Portfolio, account: int) -> tuple[str, str]:
    return portfolio.accounts[account].code, portfolio.accounts[account].name
