"""What a KAM, a director and HR read of variable pay: figures worked out in one's head, sentences that are true."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_analytics.answers.page.blocks import Details, Message, Note, Number, Table
from kam_analytics.answers.pay import benchmark as pay_benchmark
from kam_analytics.answers.pay import objectives as pay_guard
from kam_analytics.answers.pay import page as pay
from kam_analytics.answers.pay import what_if as pay_whatif
from kam_analytics.answers.pay.closed_statements import with_closed_statements
from kam_analytics.answers.pay.dependence import dependence
from kam_analytics.answers.pay.forecast import pay_forecast
from kam_analytics.answers.pay.mix import FIXED, mix
from kam_analytics.answers.pay.person import next_steps, rounded
from kam_analytics.answers.pay.statement import paper
from kam_analytics.core.scope import Role, Scope
from kam_analytics.exports.pay.pdf import statement_pdf
from kam_analytics.exports.pay.xlsx import statement_workbook
from kam_analytics.language.pay import views as pay_words
from kam_analytics.language.typography import typeset
from kam_analytics.metrics.pay.benchmark import MEDIAN_TOTAL, SHARE_OF_MEDIAN, readings
from kam_analytics.metrics.pay.forecast.year_end import Missing, YearEndForecast
from kam_analytics.metrics.pay.objectives import Flag, flags
from kam_analytics.warehouse.store import Store
from tests.facts import line, put, put_tables, view

YEAR_END = date(2025, 9, 30)
CURVE = ((0.8, 0.5), (1.0, 1.0), (1.25, 1.5))
NOW = {
    "start": date(2026, 1, 1),
    "end": date(2026, 9, 30),
    "base_start": date(2025, 1, 1),
    "base_end": date(2025, 9, 30),
}


def kam(person="K01"):
    return Scope(person, Role.KAM, (person,), person)


def as_of_september(store, scope=None, **more):
    found = view(store, end=YEAR_END, **more)
    return found if scope is None else replace(found, scope=scope)


def demo(folder, scope=None):
    found = view(Store(folder), **NOW)
    return found if scope is None else replace(found, scope=scope)


def plan(store, people=("k1",)):
    put_tables(
        store,
        "pay_plans",
        {
            "plan": [
                {
                    "id": "P",
                    "period_start": date(2025, 1, 1),
                    "period_end": date(2025, 12, 31),
                    "frequency": "year",
                    "rounding": "per_component",
                    "status": "approved",
                    "version": 1,
                }
            ],
            "component": [
                {
                    "plan": "P",
                    "key": "ca",
                    "label": "CA",
                    "weight": 1,
                    "kind": "quota_curve",
                    "measure": "revenue",
                    "target_incentive": 10_000,
                    "cap": 1.5,
                }
            ],
            "curve": [
                {"plan": "P", "component": "ca", "attainment": a, "payout": p, "cliff": a == 0.8} for a, p in CURVE
            ],
            "plan_assignment": [
                {"payee": k, "plan": "P", "from_on": date(2025, 1, 1), "to_on": date(2025, 12, 31), "share": 1}
                for k in people
            ],
        },
        part="pay",
    )


def quarters(store, who, value, **more):
    put(
        store,
        "targets",
        "targets",
        [
            {
                "scope": "kam",
                "who": who,
                "measure": "revenue",
                "period_start": date(2025, q, 1),
                "period_end": end,
                "value": value,
                **more,
            }
            for q, end in (
                (1, date(2025, 3, 31)),
                (4, date(2025, 6, 30)),
                (7, date(2025, 9, 30)),
                (10, date(2025, 12, 31)),
            )
        ],
    )


def months(account, person, *amounts, year):
    return [line(account, f"{year}-{m:02d}-10", amount, kam=person) for m, amount in enumerate(amounts, start=1)]


@pytest.fixture
def steady(store):
    """k1 invoices 100 a month since 2022 and has to make 1,250 in 2025: 96 %, exactly, whatever the errors (all 0)."""
    put(store, "people", "people", [{"person_id": "k1", "name": "Ana"}])
    rows = [r for y in (2022, 2023, 2024) for r in months("A1", "k1", *[100] * 12, year=y)]
    put(store, "revenue", "line", rows + months("A1", "k1", *[100] * 9, year=2025))
    quarters(store, "k1", 312.5)
    plan(store)
    return store


def test_the_sentence_says_what_is_missing_and_what_it_pays(steady):
    found = pay.VARIABLE_PAY.blocks(as_of_september(steady, kam("k1")))
    (lead,) = [b.text.fr for b in found if isinstance(b, Message) and b.lead]
    # 1,200 of 1,250 at year end pays 90 % of 10,000 €; 50 € more pay the tenth that is left.
    assert lead.replace("\u202f", "").replace("\u00a0", " ") == (
        "Au rythme actuel, il vous manque 50 € de CA d’ici au 31 décembre 2025 pour gagner 1000 € de plus."
    )


def test_the_year_end_of_a_steady_year_is_certain(steady):
    seen = pay_forecast(as_of_september(steady))
    outlook = seen.people["k1"]
    assert isinstance(outlook, YearEndForecast)
    assert [outlook.attainment.quantile(q) for q in (0.1, 0.5, 0.9)] == [0.96] * 3
    assert outlook.payout.mean == pytest.approx(9000)
    assert seen.quality.coverage == 1
    assert seen.quality.error == pytest.approx(0)
    assert (outlook.chance_of_target, outlook.chance_of_nothing) == (0, 0)


def test_the_cost_at_ten_percent_more_is_that_of_ten_percent_more(steady):
    outlook = pay_forecast(as_of_september(steady)).people["k1"]
    # 105.6 % pays 1 + 2 × 5.6 %; 86.4 % pays 0.5 + 2.5 × 6.4 %.
    assert outlook.scaled(1.1) == pytest.approx(11_120)
    assert outlook.scaled(0.9) == pytest.approx(6_600)


def test_a_forecast_uses_nothing_that_was_not_known(steady):
    before = pay_forecast(as_of_september(steady)).people["k1"].payout
    put(steady, "revenue", "line", [line("A1", "2025-11-10", 99_999, kam="k1")])
    assert (pay_forecast(as_of_september(steady)).people["k1"].payout.values == before.values).all()


def test_whoever_has_no_year_before_gets_a_reason_instead_of_a_forecast(store):
    put(store, "people", "people", [{"person_id": "k1", "name": "Ana"}])
    put(store, "revenue", "line", months("A1", "k1", *[100] * 9, year=2025))
    quarters(store, "k1", 312.5)
    plan(store)
    assert pay_forecast(as_of_september(store)).people == {"k1": Missing.NO_YEAR_BEFORE}
    found = pay.VARIABLE_PAY.blocks(as_of_september(store, kam("k1")))
    (lead,) = [b.text.fr for b in found if isinstance(b, Message) and b.lead]
    # 900 of 937.5 on the ended periods: 37.50 € more pay a tenth of 10,000 € × 273 ÷ 365.
    assert lead.startswith("Sur les périodes terminées, il vous manque 38\u00a0€ de CA pour gagner 750\u00a0€")


def test_open_deals_count_only_where_the_past_says_they_help(steady):
    put(
        steady,
        "opportunities",
        "opportunities",
        [
            {
                "account": "A1",
                "amount": 40,
                "close_date": date(2025, 11, 15),
                "status": "open",
                "stage": "Offer",
                "created_on": date(2025, 6, 1),
            },
        ],
    )
    seen = pay_forecast(as_of_september(steady))
    assert (seen.deals, seen.counts_deals) == (1, False)  # the steady past leaves no error for them to mend
    assert seen.weighted == pytest.approx(20)  # no deal is closed yet: one half


def test_what_is_typed_is_what_the_engine_pays(steady):
    found = pay_whatif.simulation(as_of_september(steady, kam("k1")))
    (question,) = found.questions()
    assert (question.start, question.most) == (96, 150)
    (said, chart, shown) = found.blocks({"ca": 100})
    assert "10\u202f000\u00a0€" in said.text.fr
    assert "+1\u202f000\u00a0€" in said.text.fr
    assert shown.rows["payout"].tolist() == [10_000.0]
    assert shown.rows["result"].tolist() == [1250.0]
    moved = chart.rows.set_index("kind").loc["tried"]
    assert (moved["attainment"], moved["payout"]) == (1.0, 1.0)
    still, unmoved, _ = found.blocks({"ca": 96})
    assert "soit 0\u00a0€" in still.text.fr
    assert unmoved.rows.set_index("kind").loc["tried", "attainment"] == 0.96


def test_the_share_that_hangs_on_one_customer_is_paid_again_without_it(steady):
    put(steady, "revenue", "line", [line("A2", "2025-02-10", 60, kam="k1")])
    asked = as_of_september(steady)
    hung = dependence(pay.team(asked), asked)["k1"]
    assert hung.account == "A1"
    assert hung.share == 1  # without A1 six percent of the target are left, and they pay nothing


def test_an_account_shared_by_two_is_lost_for_each_of_them_alone(store):
    put(store, "people", "people", [{"person_id": k, "name": k} for k in ("k1", "k2")])
    put(
        store,
        "revenue",
        "line",
        [
            line("A1", "2025-02-10", 900, kam="k1"),
            line("A1", "2025-02-11", 100, kam="k2"),
            line("A2", "2025-02-10", 850, kam="k2"),
        ],
    )
    for who in ("k1", "k2"):
        quarters(store, who, 312.5)
    plan(store, ("k1", "k2"))
    asked = as_of_september(store)
    hung = dependence(pay.team(asked), asked)
    assert (hung["k1"].account, hung["k2"].account) == ("A1", "A2")
    assert hung["k2"].share == 1


def test_a_manager_sees_attainments_of_the_team_and_no_sum_that_is_one_persons_pay(steady):
    put(steady, "people", "people", [{"person_id": "k2", "name": "Bob"}])
    put(steady, "revenue", "line", months("A2", "k2", *[100] * 9, year=2025))
    quarters(steady, "k2", 312.5)
    manager = Scope("k1", Role.MANAGER, ("k1", "k2"), "k1")
    shown = pay.VARIABLE_PAY.blocks(as_of_september(steady, manager))
    assert not [b for b in shown if isinstance(b, Message | Number) and b.secret]
    assert not [t for t in shown if isinstance(t, Table)]
    assert any("Voir comme" in b.text.fr for b in shown if isinstance(b, Note))
    (bars,) = [b for b in shown if getattr(b, "id", "") == "bullets"]
    assert set(bars.rows["name"]) == {"Ana", "Bob"}
    own = pay.VARIABLE_PAY.blocks(as_of_september(steady, kam("k1")))
    assert [b for b in own if isinstance(b, Number) and b.secret]


def test_few_kams_are_no_group_to_compare_with(steady):
    notes = [b.text.fr for b in pay.VARIABLE_PAY.blocks(as_of_september(steady, kam("k1"))) if isinstance(b, Note)]
    assert [n for n in notes if n.startswith("Pas de comparaison avec les autres KAM")]


def test_a_first_screen_of_one_message_four_numbers_two_charts_for_everybody(demonstration):
    for scope in (None, kam()):
        shown = pay.VARIABLE_PAY.answer(demo(demonstration, scope))["position"]
        assert sum(isinstance(b, Message) and b.lead for b in shown) == 1
        assert sum(isinstance(b, Number) for b in shown) in (3, 4)
        assert sum(type(b).__name__ == "Chart" for b in shown) == 2


def test_pay_to_date_and_at_year_end_are_of_the_same_people(demonstration):
    asked = demo(demonstration)
    shown = [b for b in pay.VARIABLE_PAY.blocks(asked) if isinstance(b, Number)]
    now, then = (next(b for b in shown if b.metric.id == name) for name in ("estimated_pay", "projected_pay"))
    foreseen = pay_forecast(asked).paying
    reached = with_closed_statements(pay.team(asked), asked).people
    assert then.value.value == pytest.approx(sum(o.payout.mean for o in foreseen.values()))
    assert now.value.value == pytest.approx(
        float(sum(p.statement.measured for p in reached if p.statement and p.person_id in foreseen))
    )
    (left_out,) = [p for p in reached if p.statement and p.person_id not in foreseen]
    assert left_out.name in now.note.fr


def test_a_viewer_without_pay_reads_the_attainments_of_any_other(demonstration):
    def attained(scope=None):
        asked = demo(demonstration, scope)
        (bars,) = [b for b in pay.VARIABLE_PAY.blocks(asked) if getattr(b, "id", "") == "bullets"]
        return dict(zip(bars.rows["name"], bars.rows["attainment"], strict=True))

    assert attained() == attained(Scope("c", Role.CONTROLLER))
    asked = demo(demonstration)
    corrected = [p for p in with_closed_statements(pay.team(asked), asked).people if p.corrected]
    notes = " ".join(b.text.fr for b in pay.VARIABLE_PAY.blocks(asked) if isinstance(b, Note))
    assert corrected
    assert all(person.name in notes for person in corrected)


def test_a_finished_year_is_told_as_finished(steady):
    put(steady, "revenue", "line", [line("A1", f"2025-{m}-10", 100, kam="k1") for m in (10, 11, 12)])
    for scope in (None, kam("k1")):
        asked = view(steady, *([scope] if scope else []))
        said = " ".join(b.text.fr for b in pay.VARIABLE_PAY.blocks(asked) if isinstance(b, Message | Note))
        assert not [word for word in ("finirait", "finiraient", "il vous manque", "attendue en fin") if word in said]
        names = [b.metric.id for b in pay.VARIABLE_PAY.blocks(asked) if isinstance(b, Number)]
        assert "projected_pay" not in names


def test_an_aim_that_the_year_cannot_bring_is_no_aim(steady):
    quarters_of_more = [line("A1", "2025-09-20", -600, kam="k1")]
    put(steady, "revenue", "line", quarters_of_more)
    found = pay.VARIABLE_PAY.blocks(as_of_september(steady, kam("k1")))
    (lead,) = [b.text.fr for b in found if isinstance(b, Message) and b.lead]
    assert lead.startswith("Le prochain palier est hors de portée")


def test_the_sentence_of_the_team_counts_what_the_bars_show(demonstration):
    asked = demo(demonstration)
    shown = pay.VARIABLE_PAY.blocks(asked)
    (bars,) = [b for b in shown if getattr(b, "id", "") == "bullets"]
    (lead,) = [b.text.fr for b in shown if isinstance(b, Message) and b.lead]
    then = bars.rows["forecast"].dropna()
    assert lead == f"Sur {len(then)} KAM estimés, {(then >= 1).sum()} finiraient l’année à leur objectif de CA."


def test_the_kam_and_the_director_read_the_same_forecast(demonstration):
    everybody = pay_forecast(demo(demonstration)).people
    for who in ("K01", "K04"):
        (own,) = pay_forecast(demo(demonstration, kam(who))).people.items()
        assert own[0] == who
        assert own[1].payout.mean == everybody[who].payout.mean


def test_with_what_is_missing_the_plan_pays_the_gain(demonstration):
    for person in pay.team(demo(demonstration)).people:
        outlook = pay_forecast(demo(demonstration)).outlook(person.person_id)
        for standing, step in next_steps(person, outlook):
            if step is None or outlook is None:
                continue
            year = outlook.year
            base = step.reached - step.missing
            before = year.total({standing.component.key: base})
            after = year.total({standing.component.key: step.reached})
            # This plan rounds its total, a step the cents of its component.
            assert abs(after - before - step.gain) <= Decimal("0.01")


@given(st.decimals("0.01", 20_000_000, places=2))
def test_what_is_missing_never_looks_smaller_nor_the_gain_larger(amount):
    from decimal import ROUND_CEILING, ROUND_FLOOR

    assert rounded(amount, ROUND_CEILING) >= amount >= rounded(amount, ROUND_FLOOR)


COMMISSION = {"plan": "P", "component": "ca", "input": "amount", "edge": "lower_inclusive"}
RATES = [
    {**COMMISSION, "method": "marginal", "from_value": 0, "to_value": 1000, "rate": 0.1},
    {**COMMISSION, "method": "marginal", "from_value": 1000, "rate": 0.2},
]
BANDS = [
    {**COMMISSION, "method": "step_payout", "input": "attainment", "from_value": a, "to_value": b, "payout": p}
    for a, b, p in ((0.8, 1, 0.5), (1, None, 1))
]


@pytest.mark.parametrize(
    ("rates", "kind", "weight", "frequency", "expected"),
    [
        (RATES, "commission_rate", 0, "year", 140),  # 1,200 at year end: 10 % of 1,000 and 20 % of 200
        (RATES, "commission_rate", 0, "quarter", 120),  # four quarters of 300, each below 1,000
        (BANDS, "stepped", 1, "year", 5000),  # the step of 80 to 100 % of 10,000 €
        (BANDS, "stepped", 1, "quarter", 5000),
    ],
)
def test_every_kind_of_plan_opens_for_both(steady, rates, kind, weight, frequency, expected):
    put_tables(
        steady,
        "pay_plans",
        {
            "plan": [
                {
                    "id": "P",
                    "period_start": date(2025, 1, 1),
                    "period_end": date(2025, 12, 31),
                    "version": 2,
                    "frequency": frequency,
                    "rounding": "total",
                    "status": "approved",
                }
            ],
            "component": [
                {
                    "plan": "P",
                    "key": "ca",
                    "weight": weight,
                    "kind": kind,
                    "measure": "revenue",
                    "target_incentive": 10_000 * weight,
                }
            ],
            "rate_table": rates,
            "plan_assignment": [{"payee": "k1", "plan": "P", "from_on": date(2025, 1, 1), "share": 1}],
        },
        part="pay",
    )
    asked = as_of_september(steady, kam("k1"))
    for shown in (pay.VARIABLE_PAY.blocks(asked), pay.VARIABLE_PAY.blocks(as_of_september(steady))):
        assert [list(d.blocks) for d in shown if isinstance(d, Details)]
    outlook = pay_forecast(asked).people["k1"]
    assert outlook.payout.mean == pytest.approx(expected)
    found = paper(pay_whatif.own(asked), asked)
    assert "None" not in found.entries[0].rule.fr
    for lang in ("fr", "en"):
        assert statement_pdf(found, lang, demonstration=False)
        assert statement_workbook(found, lang, demonstration=False)


# --- guard and benchmark

START = date(2025, 1, 1)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, ()),
        ({"sent_on": date(2025, 1, 2)}, (Flag.SENT_LATE,)),
        ({"sent_on": START}, ()),
        ({"sent_on": None}, (Flag.NOT_SENT,)),
        ({"set_on": date(2025, 2, 1), "sent_on": None}, (Flag.NOT_SENT, Flag.SET_LATE)),
        ({"language": "EN"}, (Flag.NOT_FRENCH,)),
        ({"language": "Français"}, ()),
        ({"language": None}, (Flag.NO_LANGUAGE,)),
        ({"acknowledged_on": None}, (Flag.NOT_ACKNOWLEDGED,)),
    ],
)
def test_what_is_missing_or_late_is_flagged(facts, expected):
    well = {"set_on": date(2024, 12, 10), "sent_on": date(2024, 12, 12), "acknowledged_on": date(2024, 12, 13)}
    assert flags(START, **{**well, "language": "fr", **facts}) == expected


def exposed(store):
    found = pay_guard.blocks(as_of_september(store))
    tables = [b for d in found if isinstance(d, Details) for b in d.blocks if isinstance(b, Table)]
    return {t.id: t.rows for t in tables}


@pytest.fixture
def well_set(store):
    put(store, "people", "people", [{"person_id": "k1", "name": "Ana"}])
    put(store, "revenue", "line", months("A1", "k1", *[100] * 9, year=2025))
    plan(store)
    return store


DATES = {"set_on": date(2024, 12, 10), "sent_on": date(2024, 12, 12), "acknowledged_on": date(2024, 12, 13)}


def test_objectives_in_order_expose_nothing_and_cite_no_rule(well_set):
    quarters(well_set, "k1", 312.5, language="fr", **DATES)
    assert "exposure" not in exposed(well_set)
    note = pay_guard.blocks(as_of_september(well_set))[0]
    assert note.text.fr.startswith("Objectifs : tous communiqués")


def test_an_objective_in_english_exposes_the_variable_at_target(well_set):
    quarters(well_set, "k1", 312.5, language="en", **DATES)
    found = exposed(well_set)
    assert found["exposure"]["exposed"].tolist() == [10_000.0]
    said = [
        b.text.fr
        for d in pay_guard.blocks(as_of_september(well_set))
        if isinstance(d, Details)
        for b in d.blocks
        if isinstance(b, Note)
    ]
    assert any("L. 1321-6" in note for note in said)
    assert any("pas un avis juridique" in note for note in said)


def test_a_quarter_known_before_it_begins_is_in_time_though_the_year_has_begun(well_set):
    quarters(well_set, "k1", 312.5, language="fr", **{**DATES, "sent_on": date(2025, 3, 20)})
    late = exposed(well_set)["objectives_dates"]
    assert late["late"].dropna().tolist() == [78]  # only the first quarter


def test_the_field_is_not_one_person(demonstration):
    assert SHARE_OF_MEDIAN == 13_800
    assert [round(float(p.share_of_total), 3) for p in readings()] == [0.23, 0.231, 0.187, 0.2, 0.25]
    assert [round(float(p.share_of_fixed), 3) for p in readings()] == [0.299, 0.3, 0.23, 0.25, 0.333]
    assert readings()[0].total == MEDIAN_TOTAL
    (panel,) = pay_benchmark.blocks()
    (caveat,) = [b.text.fr for b in panel.blocks if isinstance(b, Note)]
    assert "13,8\u00a0k€, pas 15\u00a0k€" in caveat
    assert "n’a pas été retrouvée" in caveat


def test_the_pay_mix_is_that_of_the_people_whose_fixed_pay_is_known(steady):
    asked = as_of_september(steady)
    (none,) = mix(pay.team(asked), pay_forecast(asked).paying, asked)
    assert none.text is pay_words.MIX_UNKNOWN
    put(steady, "people", "people_pay", [{"person_id": "k1", "fixed_pay": 40_000}], part="pay")
    asked = as_of_september(steady)
    said, table = mix(pay.team(asked), pay_forecast(asked).paying, asked)
    assert "20,0\u00a0%" in typeset(said.text, "fr")  # 10,000 € at target of 50,000 €
    (row,) = table.rows.to_dict("records")
    assert (row["fixed"], row["target_part"]) == (40_000, 0.2)
    assert row["expected"] == pytest.approx(9_000)
    assert row["expected_part"] == pytest.approx(9 / 49)
    own = as_of_september(steady, kam("k2"))
    assert own.rows(FIXED).empty
