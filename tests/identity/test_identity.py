"""Who is who: what is proposed and why, decisions that hold on every page, and undoing them to the cent."""

from datetime import date

import pytest

from kam_analytics.answers.account.page import SQL as ACCOUNT_SQL
from kam_analytics.answers.concentration import page as concentration
from kam_analytics.answers.growth import page as growth
from kam_analytics.answers.identity import page as identity
from kam_analytics.answers.pay import page as pay
from kam_analytics.answers.risk import page as risk
from kam_analytics.core.errors import NotAllowed
from kam_analytics.core.scope import Role, Scope
from kam_analytics.warehouse.decisions.identity import Decision, NotDecided, UnknownDecision, decide, undo
from tests.facts import DIRECTOR, line, put, view

KAM = Scope("k1@example.com", Role.KAM, ("k1",), "k1")
SIREN = "552120222"


def same(subject, other, **more):
    return Decision("account", "same", subject, other, **more)


def proposed(store, scope=DIRECTOR):
    return {(p.subject, p.object): p.method for p in identity.proposals(view(store, scope))}


def revenues(store):
    rows = concentration.figures(view(store)).ranked
    return dict(zip(rows["account_id"], rows["revenue"], strict=True))


@pytest.fixture
def two_systems(store):
    """The ERP writes SOCIETE GENERALE under 411SOCGE, the CRM its own code and its own spelling."""
    put(
        store,
        "revenue",
        "line",
        [
            line("411SOCGE", "2025-03-01", 100.10, account_name="SOCIETE GENERALE"),
            line("411SOCGE", "2024-03-01", 80, account_name="SOCIETE GENERALE"),
            line("411ALCYON", "2025-03-01", 40.05, account_name="ALCYON"),
            line("CRM-7", "2025-05-01", 7.77, account_name="Société Générale S.A."),
        ],
    )
    put(
        store,
        "opportunities",
        "opportunities",
        [
            {"account": "Alcyon SAS", "amount": 900, "close_date": date(2026, 3, 1), "name": "Renouvellement"},
            {"account": "Alcyon SAS", "amount": 100, "close_date": date(2026, 4, 1), "name": "Extension"},
        ],
    )
    return store


def test_names_that_differ_by_case_accents_and_legal_form_are_proposed_with_the_money_first(two_systems):
    assert list(proposed(two_systems).items()) == [
        (("CRM-7", "411SOCGE"), "name"),
        (("Alcyon SAS", "411ALCYON"), "name"),
    ]


def test_nothing_is_merged_before_somebody_accepts(two_systems):
    assert revenues(two_systems) == {"411SOCGE": 100.10, "411ALCYON": 40.05, "CRM-7": 7.77}


def test_an_accepted_pair_counts_as_one_and_undoing_gives_the_earlier_figures_to_the_cent(two_systems):
    before = revenues(two_systems)
    batch = decide(two_systems, DIRECTOR, [same("CRM-7", "411SOCGE")])
    merged = revenues(two_systems)
    assert merged == {"411SOCGE": pytest.approx(107.87, abs=1e-9), "411ALCYON": 40.05}
    assert ("CRM-7", "411SOCGE") not in proposed(two_systems)
    undo(two_systems, DIRECTOR, batch)
    assert revenues(two_systems) == before
    assert ("CRM-7", "411SOCGE") in proposed(two_systems)


def test_a_name_of_the_crm_finds_its_account_once_accepted(two_systems):
    def opportunities():
        sheet = view(two_systems, account="411ALCYON")
        return len(sheet.rows(ACCOUNT_SQL / "opportunities.sql"))

    assert opportunities() == 0
    batch = decide(two_systems, DIRECTOR, [same("Alcyon SAS", "411ALCYON")])
    assert opportunities() == 2
    undo(two_systems, DIRECTOR, batch)
    assert opportunities() == 0


def test_a_refused_pair_is_never_proposed_again_until_the_refusal_is_undone(two_systems):
    batch = decide(two_systems, DIRECTOR, [Decision("account", "different", "CRM-7", "411SOCGE")])
    assert proposed(two_systems) == {("Alcyon SAS", "411ALCYON"): "name"}
    undo(two_systems, DIRECTOR, batch)
    assert ("CRM-7", "411SOCGE") in proposed(two_systems)


def test_every_page_counts_the_pair_as_one(two_systems):
    decide(two_systems, DIRECTOR, [same("CRM-7", "411SOCGE")])
    grown = growth.figures(view(two_systems)).accounts.set_index("account_id")
    assert grown.loc["411SOCGE", ["base_revenue", "revenue"]].tolist() == [80, pytest.approx(107.87)]
    assert {a.account_id for a in risk.figures(view(two_systems)).accounts} <= {"411SOCGE", "411ALCYON"}


def test_only_a_director_or_a_controller_decides(two_systems):
    with pytest.raises(NotAllowed):
        decide(two_systems, KAM, [same("CRM-7", "411SOCGE")])
    batch = decide(two_systems, Scope("c", Role.CONTROLLER), [same("CRM-7", "411SOCGE")])
    with pytest.raises(NotAllowed):
        undo(two_systems, KAM, batch)


def test_a_decision_says_who_and_when_and_stays_listed_once_undone(two_systems):
    batch = decide(two_systems, DIRECTOR, [same("CRM-7", "411SOCGE", method="name", score=0.98)])
    undo(two_systems, DIRECTOR, batch)
    (row,) = identity.decisions(view(two_systems)).to_dict("records")
    assert (row["decided_by"], row["undone_by"], row["method"]) == ("director", "director", "name")
    assert row["decided_at"] <= row["undone_at"]
    with pytest.raises(UnknownDecision):
        undo(two_systems, DIRECTOR, batch)


def test_an_account_is_not_matched_with_itself(two_systems):
    with pytest.raises(NotDecided):
        decide(two_systems, DIRECTOR, [same("CRM-7", "CRM-7")])


def test_decisions_in_a_chain_make_one_account_and_undoing_one_link_parts_them(store):
    put(store, "revenue", "line", [line(c, "2025-02-01", a) for c, a in (("A", 1), ("B", 2), ("C", 4), ("D", 8))])
    decide(store, DIRECTOR, [same("A", "B")])
    link = decide(store, DIRECTOR, [same("B", "C")])
    assert revenues(store) == {"C": 7, "D": 8}
    undo(store, DIRECTOR, link)
    assert revenues(store) == {"B": 3, "C": 4, "D": 8}


def test_the_same_siren_is_proposed_and_two_establishments_are_not(store):
    put(
        store,
        "accounts",
        "accounts",
        [
            {"source_account": code, "account_id": code, "account_name": name, "siren": siren}
            for code, name, siren in (
                ("A", "Forges du Nord", SIREN),
                ("B", "FDN Distribution", "552 120 222"),
                ("C", "Borel Lyon", "31234567800011"),
                ("D", "Borel Nantes", "31234567800029"),
            )
        ],
    )
    assert set(proposed(store).values()) == {"siren"}
    assert set(map(frozenset, proposed(store))) == {frozenset("AB")}


def test_a_code_without_a_name_is_read_as_the_beginning_of_one(store):
    put(store, "revenue", "line", [line("411SOCGE", "2025-02-01", 50), line("411ZZZZ", "2025-02-01", 5)])
    put(
        store,
        "opportunities",
        "opportunities",
        [
            {"account": "Société Générale SA", "amount": 1, "close_date": date(2026, 1, 1)},
            {"account": "Borel", "amount": 1, "close_date": date(2026, 1, 1)},
        ],
    )
    assert proposed(store) == {("Société Générale SA", "411SOCGE"): "code"}


def test_a_slip_of_the_pen_is_proposed_and_another_number_is_not(store):
    put(
        store,
        "revenue",
        "line",
        [
            line("A", "2025-02-01", 50, account_name="Fonderies Delattre"),
            line("B", "2025-02-01", 50, account_name="Agence Delattre 12"),
        ],
    )
    put(
        store,
        "opportunities",
        "opportunities",
        [
            {"account": name, "amount": 1, "close_date": date(2026, 1, 1)}
            for name in ("Fonderies Delatre", "Agence Delattre 13")
        ],
    )
    assert proposed(store) == {("Fonderies Delatre", "A"): "similar"}


def test_one_file_that_lists_two_like_names_tells_them_apart(store):
    put(
        store,
        "revenue",
        "line",
        [
            line("A", "2025-02-01", 50, account_name="Fonderies Delattre"),
            line("B", "2025-02-01", 50, account_name="Fonderies Delatre"),
        ],
    )
    assert proposed(store) == {}


def test_a_kam_sees_only_pairs_of_their_own_accounts(store):
    put(
        store,
        "revenue",
        "line",
        [
            line("A", "2025-02-01", 50, account_name="Alcyon", kam="k1"),
            line("B", "2025-02-01", 50, account_name="ALCYON SA", kam="k1"),
            line("C", "2025-02-01", 50, account_name="Borel", kam="k1"),
            line("D", "2025-02-01", 50, account_name="BOREL SAS", kam="k2"),
        ],
    )
    put(
        store,
        "opportunities",
        "opportunities",
        [{"account": "Céladon & Cie", "amount": 1, "close_date": date(2026, 1, 1)}],
    )
    assert set(map(frozenset, proposed(store, KAM))) == {frozenset("AB")}
    assert identity.unmatched(view(store, KAM)).empty
    assert len(identity.unmatched(view(store))) == 1


def test_merging_accounts_with_assignments_credits_every_euro_once(store):
    put(
        store, "revenue", "line", [line("A", "2025-02-01", 60), line("B", "2025-03-01", 30), line("B", "2023-03-01", 5)]
    )
    put(
        store,
        "assignments",
        "assignments",
        [
            {"account": "A", "kam": "k1", "from_on": date(2024, 1, 1)},
            {"account": "B", "kam": "k2", "from_on": date(2020, 1, 1)},
        ],
    )
    put(store, "people", "people", [{"person_id": p, "name": p.upper()} for p in ("k1", "k2")])
    put(
        store,
        "targets",
        "targets",
        [
            {
                "scope": "kam",
                "who": who,
                "measure": "revenue",
                "period_start": date(year, 1, 1),
                "period_end": date(year, 12, 31),
                "value": 100,
            }
            for who in ("k1", "k2")
            for year in (2023, 2025)
        ],
    )

    def credited():
        rows = pay.figures(view(store, start=date(2023, 1, 1)), as_of=date(2025, 12, 31))
        return {(r.who, r.period_start.year): float(r.actual or 0) for r in rows}

    assert credited() == {("k1", 2025): 60, ("k2", 2025): 30, ("k1", 2023): 0, ("k2", 2023): 5}
    decide(store, DIRECTOR, [same("B", "A")])
    assert credited() == {("k1", 2025): 90, ("k2", 2025): 0, ("k1", 2023): 0, ("k2", 2023): 5}


def test_a_kam_sees_the_lines_of_a_code_that_counts_as_their_account(store):
    put(store, "revenue", "line", [line("A", "2025-02-01", 60, kam="k1"), line("B", "2025-03-01", 30, kam="k2")])
    put(store, "assignments", "assignments", [{"account": "A", "kam": "k1", "from_on": date(2020, 1, 1)}])
    decide(store, DIRECTOR, [same("B", "A")])
    rows = concentration.figures(view(store, KAM)).ranked
    assert rows["revenue"].tolist() == [90]


def recoded(names=True, families=False):
    """Twelve customers of 2024 whose codes all change in January 2025; one leaves, one is really new."""
    rows = []
    for n in range(12):
        for month in range(1, 25):
            year, old = (2024, f"C{n:02}") if month <= 12 else (2025, f"9000{n:02}")
            more = {"account_name": f"Client Zéphyr {n}" if month <= 12 else f"CLIENT ZEPHYR {n} SAS"} if names else {}
            if families:
                family = n % 3
                more |= {"product": f"P{n}", "product_family": f"F{family}" if month <= 12 else f"NEW {family}"}
                old = f"C{n:02}"
            rows.append(line(old, f"{year}-{(month - 1) % 12 + 1:02}-15", 100 * (n + 1) ** 2, **more))
    rows += [line("GONE", f"2024-{m:02}-10", 35, account_name="Parti") for m in range(1, 13)]
    rows += [line("NEWCO", f"2025-{m:02}-10", 900_000, account_name="Arrivé") for m in range(1, 13)]
    return rows


def test_a_recoding_is_one_question_and_not_a_wave_of_losses(store):
    put(store, "revenue", "line", recoded())
    (asked,) = identity.recodings(view(store))
    assert asked.kind == "account"
    assert {(p.old, p.new) for p in asked.pairs} == {(f"C{n:02}", f"9000{n:02}") for n in range(12)}
    lost = growth.figures(view(store)).retention.lost
    assert lost > 700_000
    decide(store, DIRECTOR, identity.accepted(asked))
    assert identity.recodings(view(store)) == ()
    assert growth.figures(view(store)).retention.lost == 12 * 35


def test_a_recoding_without_names_is_told_by_the_amounts(store):
    put(store, "revenue", "line", recoded(names=False))
    (asked,) = identity.recodings(view(store))
    assert {(p.old, p.new) for p in asked.pairs} == {(f"C{n:02}", f"9000{n:02}") for n in range(12)}


def test_a_refused_recoding_is_not_asked_again(store):
    put(store, "revenue", "line", recoded())
    (asked,) = identity.recodings(view(store))
    decide(store, DIRECTOR, identity.refused(asked))
    assert identity.recodings(view(store)) == ()


def test_a_few_renamed_codes_are_no_recoding(store):
    put(store, "revenue", "line", [row for row in recoded() if row["source_account"] not in ("900000", "900001")])
    rows = [row for row in recoded() if row["source_account"][-2:] in ("00", "01")]
    assert len(identity.recodings(view(store))) == 1
    few = type(store)(store.folder.parent / "few")
    put(
        few,
        "revenue",
        "line",
        [
            *rows,
            *(line(f"Z{n}", f"2025-{m:02}-01", 5) for n in range(90) for m in range(1, 13)),
            *(line(f"Z{n}", f"2024-{m:02}-01", 5) for n in range(90) for m in range(1, 13)),
        ],
    )
    assert identity.recodings(view(few)) == ()


def test_families_that_change_name_together_are_mapped_by_their_products(store):
    put(store, "revenue", "line", recoded(families=True))
    (asked,) = identity.recodings(view(store))
    assert {(p.old, p.new, p.method) for p in asked.pairs} == {(f"F{n}", f"NEW {n}", "products") for n in range(3)}
    batch = decide(store, DIRECTOR, identity.accepted(asked))
    base = growth.figures(view(store, family=("NEW 0",))).portfolio.base_revenue_total
    assert base == 12 * 100 * sum((n + 1) ** 2 for n in range(0, 12, 3))
    undo(store, DIRECTOR, batch)
    assert growth.figures(view(store, family=("NEW 0",))).portfolio.base_revenue_total == 0


def test_all_sure_pairs_are_accepted_together(two_systems):
    sure = identity.sure(identity.proposals(view(two_systems)))
    assert {m: len(pairs) for m, pairs in sure.items()} == {"name": 2}
    decide(two_systems, DIRECTOR, [identity.accepted_pair(p) for p in sure["name"]])
    assert identity.proposals(view(two_systems)) == ()
