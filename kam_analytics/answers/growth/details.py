"""Collapsed sections of the growth page: bridges with price and volume, retention, the method."""

from decimal import Decimal

import pandas as pd

from kam_analytics.answers.growth.tables import parts
from kam_analytics.answers.page.blocks import Block, Column, Note, Number, Table
from kam_analytics.answers.page.view import View, one_perimeter
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language import growth as text
from kam_analytics.language import shared
from kam_analytics.language.numbers import decimal
from kam_analytics.language.sentences import fill
from kam_analytics.metrics.growth import metrics as declared
from kam_analytics.metrics.growth.currencies import ConstantRates
from kam_analytics.metrics.growth.figures import KEY, OTHER, Growth
from kam_analytics.metrics.growth.products import NAMES, PRODUCTS, ProductEffects, product_effects

CAUSES = ("new", "returned", "up", "down", "lost")


def bridges(view: View, growth: Growth) -> list[Block]:
    """The bridge of each group, then price, volume and mix for the customers of both periods."""
    columns = {"cause": Column(text.CAUSE), **{p.name: Column(p.label, Unit.EUR) for p in parts(growth)}}
    return [
        Table("bridges", text.FROM_BASE, bridge_table(growth), columns),
        *_effects(view, growth, columns),
    ]


def bridge_table(growth: Growth) -> pd.DataFrame:
    """One row per step from opening to closing, one column per group and one for all accounts; EUR, in cents."""
    steps = [("opening", text.OPENING), *((c, text.CAUSES[c]) for c in CAUSES), ("closing", text.CLOSING)]
    bridges_by_group = {p.name: growth.bridge_of(*p.groups) for p in parts(growth)}
    return pd.DataFrame(
        [
            {"cause": label, **{name: float(getattr(b, step)) for name, b in bridges_by_group.items()}}
            for step, label in steps
        ]
    )


def effects(view: View, growth: Growth) -> dict[str, ProductEffects]:
    """Price, volume, mix and products of each group and of all accounts; empty without quantities."""
    products = one_perimeter(view).rows(PRODUCTS)
    effects_by_group = {
        p.name: product_effects(growth.of(*p.groups), products, growth.bridge_of(*p.groups)) for p in parts(growth)
    }
    return {name: effect for name, effect in effects_by_group.items() if effect is not None}


def _effects(view: View, growth: Growth, columns: dict[str, Column]) -> list[Block]:
    effects_by_group = effects(view, growth)
    if not effects_by_group:
        return [Note(text.NO_QUANTITIES)]
    rows = [
        {
            "cause": text.EFFECTS[part],
            **{name: float(getattr(effect, part)) for name, effect in effects_by_group.items()},
        }
        for part in NAMES
    ]
    total = {name: float(sum(effect.parts, Decimal(0))) for name, effect in effects_by_group.items()}
    visible = {"cause": columns["cause"], **{name: columns[name] for name in effects_by_group}}
    table = pd.DataFrame([*rows, {"cause": text.EFFECTS_TOTAL, **total}])[list(visible)]
    return [Table("effects", text.STAYED, table, visible), Note(text.EFFECTS_NOTE)]


def method(growth: Growth, rates: ConstantRates | None) -> list[Block]:
    """Retention of all accounts and two groups, its noise floor, growth at constant rates, method of the interval."""
    metrics = (declared.grr, declared.logo_retention, declared.existing_growth, declared.growth_gap)
    figures: list[Block] = [Number(metric, metric.of(growth)) for metric in metrics]
    if rates is not None:
        figures.append(Number(declared.constant_growth, declared.constant_growth.of(rates)))
    remarks: list[Block] = [*figures, _retention(growth)]
    remarks.append(Note(text.NAMES_OF_RATES))
    if growth.noise_floor is not None:
        remarks.append(Note(fill(text.NOISE, floor=Quantity(growth.noise_floor, Unit.SHARE))))
    if growth.gap is not None and growth.gap.show_ci:
        freedom = max(1.0, growth.gap.effective_key_accounts - 1)
        df = Text(fr=decimal(freedom, "fr", 1), en=decimal(freedom, "en", 1))
        remarks.append(Note(fill(text.INTERVAL_METHOD, df=df)))
    return remarks


def _retention(growth: Growth) -> Table:
    """Retention of two groups and of all accounts; new accounts have no base revenue to retain."""
    retentions = [(p.label, growth.retention_of(*p.groups)) for p in parts(growth, (KEY, OTHER))]
    rows = pd.DataFrame([(label, r.cohort, r.nrr, r.grr, r.logo_retention) for label, r in retentions])
    columns = {
        "group": Column(shared.GROUP),
        "accounts": Column(text.ACCOUNTS, Unit.COUNT),
        "nrr": Column(text.KEPT_UP, Unit.SHARE),
        "grr": Column(text.KEPT, Unit.SHARE),
        "logos": Column(text.LOGOS, Unit.SHARE),
    }
    return Table("kept", text.RETENTION_GROUPS, rows.set_axis(list(columns), axis=1), columns)
