"""What stands one click away on the growth page: bridges with price and volume, retention, the method."""

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


def bridges(view: View, found: Growth) -> list[Block]:
    """The bridge of each group, then what made customers of both periods go up or down."""
    columns = {"cause": Column(text.CAUSE), **{p.name: Column(p.label, Unit.EUR_EXACT) for p in parts(found)}}
    return [
        Table("bridges", text.FROM_BASE, bridge_table(found), columns),
        *_effects(view, found, columns),
    ]


def bridge_table(found: Growth) -> pd.DataFrame:
    """One row per step from opening to closing, one column per group and one for all accounts; EUR, in cents."""
    steps = [("opening", text.OPENING), *((c, text.CAUSES[c]) for c in CAUSES), ("closing", text.CLOSING)]
    held = {p.name: found.bridge_of(*p.groups) for p in parts(found)}
    return pd.DataFrame(
        [{"cause": said, **{name: float(getattr(b, step)) for name, b in held.items()}} for step, said in steps]
    )


def effects(view: View, found: Growth) -> dict[str, ProductEffects]:
    """Price, volume, mix and products of each group and of all accounts; empty without quantities."""
    products = one_perimeter(view).rows(PRODUCTS)
    told = {p.name: product_effects(found.of(*p.groups), products, found.bridge_of(*p.groups)) for p in parts(found)}
    return {name: effect for name, effect in told.items() if effect is not None}


def _effects(view: View, found: Growth, columns: dict[str, Column]) -> list[Block]:
    told = effects(view, found)
    if not told:
        return [Note(text.NO_QUANTITIES)]
    rows = [
        {"cause": text.EFFECTS[part], **{name: float(getattr(effect, part)) for name, effect in told.items()}}
        for part in NAMES
    ]
    total = {name: float(sum(effect.parts, Decimal(0))) for name, effect in told.items()}
    shown = {"cause": columns["cause"], **{name: columns[name] for name in told}}
    table = pd.DataFrame([*rows, {"cause": text.EFFECTS_TOTAL, **total}])[list(shown)]
    return [Table("effects", text.STAYED, table, shown), Note(text.EFFECTS_NOTE)]


def method(found: Growth, rates: ConstantRates | None) -> list[Block]:
    """Retention of all accounts and of two groups, its noise floor, growth without rates, how the interval is made."""
    shown = (declared.grr, declared.logo_retention, declared.existing_growth, declared.growth_gap)
    figures: list[Block] = [Number(metric, metric.of(found)) for metric in shown]
    if rates is not None:
        figures.append(Number(declared.constant_growth, declared.constant_growth.of(rates)))
    said: list[Block] = [*figures, _retention(found)]
    said.append(Note(text.NAMES_OF_RATES))
    if found.noise_floor is not None:
        said.append(Note(fill(text.NOISE, floor=Quantity(found.noise_floor, Unit.SHARE))))
    if found.gap is not None and found.gap.show_ci:
        freedom = max(1.0, found.gap.effective_key_accounts - 1)
        df = Text(fr=decimal(freedom, "fr", 1), en=decimal(freedom, "en", 1))
        said.append(Note(fill(text.INTERVAL_METHOD, df=df)))
    return said


def _retention(found: Growth) -> Table:
    """New accounts have no base revenue to keep: two groups, and all."""
    kept = [(p.label, found.retention_of(*p.groups)) for p in parts(found, (KEY, OTHER))]
    rows = pd.DataFrame([(label, r.cohort, r.nrr, r.grr, r.logo_retention) for label, r in kept])
    columns = {
        "group": Column(shared.GROUP),
        "accounts": Column(text.ACCOUNTS, Unit.COUNT),
        "nrr": Column(text.KEPT_UP, Unit.SHARE),
        "grr": Column(text.KEPT, Unit.SHARE),
        "logos": Column(text.LOGOS, Unit.SHARE),
    }
    return Table("kept", text.RETENTION_GROUPS, rows.set_axis(list(columns), axis=1), columns)
