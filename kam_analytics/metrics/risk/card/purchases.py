"""The signals read from invoices: rhythm, decline, breadth, credit notes, habits, families and margin."""

from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np

from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language.risk import actions as words
from kam_analytics.language.sentences import Fact, names
from kam_analytics.metrics.risk.card import actions
from kam_analytics.metrics.risk.card.evidence import Evidence
from kam_analytics.metrics.risk.card.rules import Rule, ThresholdSide
from kam_analytics.metrics.risk.card.signal import MeasuredAccounts, Signal, ValueFormat, change
from kam_analytics.metrics.risk.measures.history import Amounts

OVERDUE = 2.0  # times the usual interval from which a silence is a signal (docs/methods.md 4.1)
INVOICES = Text(fr="factures", en="invoices")


def _overdue_since(account: Evidence) -> date | None:
    """The day on which the silence passed twice the usual interval."""
    return None if account.interval is None else account.last_on + timedelta(days=round(OVERDUE * account.interval))


def _rhythm(account: Evidence) -> Mapping[str, Fact]:
    return {
        "interval": Quantity(account.interval, Unit.DAYS),
        "silence": Quantity(account.days_since_last, Unit.DAYS),
    }


def _silence(m: MeasuredAccounts) -> Amounts:
    return np.asarray(np.where(m.is_excused, 0.0, m.silence / m.measures.interval), np.float64)


def _credit_share(m: MeasuredAccounts) -> Amounts:
    invoiced = m.measures.invoiced
    share = np.divide(m.measures.credits, invoiced, out=np.full(invoiced.size, np.nan), where=invoiced > 0)
    return np.asarray(share, np.float64)


def _basket(money: Amounts, days: Amounts) -> Amounts:
    """EUR by invoice day, 0 without one."""
    return np.asarray(np.divide(money, days, out=np.zeros(money.size), where=days > 0), np.float64)


def _basket_change(m: MeasuredAccounts) -> Amounts:
    now = _basket(m.measures.half_invoiced, m.measures.half_days)
    before = _basket(m.measures.half_invoiced_last_year, m.measures.half_days_last_year)
    return change(now, before, m.has_habit & (m.measures.half_days > 0))


PURCHASES = (
    Signal(
        rule=Rule("gap_ratio", ThresholdSide.AT_LEAST, ((1.5, 1), (2.0, 3), (3.0, 4))),
        name=Text(fr="Rythme rompu", en="Broken rhythm"),
        unit=Text(fr="silence ÷ intervalle habituel", en="silence ÷ usual interval"),
        source=INVOICES,
        measure=_silence,
        scale=ValueFormat.NUMBER,
        sentence=Text(
            fr="Commande d’habitude tous les {interval} ; rien depuis {silence}.",
            en="Usually orders every {interval}; nothing for {silence}.",
        ),
        facts=_rhythm,
        act=actions.call_about_order,
        since=_overdue_since,
    ),
    Signal(
        rule=Rule("change_on_last_year", ThresholdSide.AT_MOST, ((-0.20, 1), (-0.50, 2))),
        name=Text(fr="Baisse sur un an", en="Decline on last year"),
        unit=Text(fr="variation de 3 mois, en %", en="change of 3 months, in %"),
        source=INVOICES,
        measure=lambda m: change(m.measures.quarter, m.measures.quarter_last_year, m.months >= 15),
        scale=ValueFormat.CHANGE,
        sentence=Text(
            fr="CA des 3 derniers mois : {value} par rapport aux mêmes mois un an plus tôt.",
            en="Revenue of the last 3 months: {value} against the same months a year earlier.",
        ),
        act=actions.win_back(lambda account: account.quarter_last_year),
        since=3,
    ),
    Signal(
        rule=Rule("change_on_year", ThresholdSide.AT_MOST, ((-0.20, 1), (-0.50, 2))),
        name=Text(fr="Baisse sur le rythme annuel", en="Decline on the year’s pace"),
        unit=Text(fr="variation de 3 mois, en %", en="change of 3 months, in %"),
        source=INVOICES,
        measure=lambda m: change(actions.QUARTERS * m.measures.quarter, m.measures.revenue, m.has_year),
        scale=ValueFormat.CHANGE,
        sentence=Text(
            fr="CA des 3 derniers mois : {value} par rapport au rythme des 12 derniers mois.",
            en="Revenue of the last 3 months: {value} against the pace of the last 12 months.",
        ),
        act=actions.win_back(lambda account: account.year_revenue / actions.QUARTERS),
        since=3,
    ),
    Signal(
        rule=Rule("active_months", ThresholdSide.AT_MOST, ((8, 1), (4, 2))),
        name=Text(fr="Peu de mois d’achat", en="Few months with a purchase"),
        unit=Text(fr="mois sur 12", en="months out of 12"),
        source=INVOICES,
        measure=lambda m: np.where(m.has_year, m.measures.active_months, np.nan),
        scale=ValueFormat.COUNT,
        sentence=Text(
            fr="Mois avec achat sur les 12 derniers : {value}.",
            en="Months with a purchase among the last 12: {value}.",
        ),
        act=actions.ask(words.FEWER_MONTHS),
        since=12,
    ),
    Signal(
        rule=Rule("change_of_products", ThresholdSide.AT_MOST, ((-0.25, 1),)),
        name=Text(fr="Moins d’articles", en="Fewer products"),
        unit=Text(fr="variation de 6 mois, en %", en="change of 6 months, in %"),
        source=INVOICES,
        measure=lambda m: change(m.measures.products, m.measures.products_before, m.has_year),
        scale=ValueFormat.CHANGE,
        sentence=Text(
            fr="Nombre d’articles achetés en 6 mois : {value} par rapport aux 6 mois d’avant.",
            en="Number of products bought in 6 months: {value} against the 6 months before.",
        ),
        act=actions.ask(words.FEWER_PRODUCTS),
        since=6,
    ),
    Signal(
        rule=Rule("credit_note_share", ThresholdSide.AT_LEAST, ((0.05, 1),)),
        name=Text(fr="Avoirs et remises", en="Credit notes and discounts"),
        unit=Text(fr="part du CA facturé, en %", en="share of invoiced revenue, in %"),
        source=INVOICES,
        measure=_credit_share,
        scale=ValueFormat.SHARE,
        sentence=Text(
            fr="Avoirs, retours et remises : {value} du CA facturé sur 12 mois.",
            en="Credit notes, returns and discounts: {value} of invoiced revenue over 12 months.",
        ),
        act=words.CREDITS,
        since=12,
    ),
    Signal(
        rule=Rule("tenure_months", ThresholdSide.BELOW, ((12, 1),)),
        name=Text(fr="Client récent", en="Recent customer"),
        unit=Text(fr="mois d’ancienneté", en="months as a customer"),
        source=INVOICES,
        measure=lambda m: m.months,
        scale=ValueFormat.COUNT,
        sentence=Text(
            fr="Client depuis moins d’un an : {value} mois.",
            en="Customer for less than a year: {value} months.",
        ),
        act=actions.ask(words.NEW_CUSTOMER),
    ),
)
"""The card of docs/methods.md 4.5, which was back-tested on two real histories."""

HABITS = (
    Signal(
        rule=Rule("order_change", ThresholdSide.AT_MOST, ((-0.30, 1),)),
        name=Text(fr="Commandes moins fréquentes", en="Fewer orders"),
        unit=Text(fr="variation de 6 mois sur un an, en %", en="6 months on last year, in %"),
        source=INVOICES,
        measure=lambda m: change(m.measures.half_days, m.measures.half_days_last_year, m.has_habit),
        scale=ValueFormat.CHANGE,
        sentence=Text(
            fr="Jours de facture sur 6 mois : {value} par rapport aux mêmes mois un an plus tôt.",
            en="Invoice days in 6 months: {value} against the same months a year earlier.",
        ),
        act=actions.ask(words.FEWER_ORDERS),
        since=6,
    ),
    Signal(
        rule=Rule("basket_change", ThresholdSide.AT_MOST, ((-0.30, 1),)),
        name=Text(fr="Commandes plus petites", en="Smaller orders"),
        unit=Text(fr="variation de 6 mois sur un an, en %", en="6 months on last year, in %"),
        source=INVOICES,
        measure=_basket_change,
        scale=ValueFormat.CHANGE,
        sentence=Text(
            fr="Montant par facture sur 6 mois : {value} par rapport aux mêmes mois un an plus tôt.",
            en="Amount per invoice in 6 months: {value} against the same months a year earlier.",
        ),
        act=actions.ask(words.SMALLER_ORDERS),
        since=6,
    ),
    Signal(
        rule=Rule("families_given_up", ThresholdSide.AT_LEAST, ((0.25, 1),)),
        name=Text(fr="Familles abandonnées", en="Families given up"),
        unit=Text(fr="part des familles, en %", en="share of families, in %"),
        source=Text(fr="factures (familles)", en="invoices (families)"),
        measure=lambda m: np.where(m.cases.seasonal, np.nan, m.from_other_files("families_given_up")),
        scale=ValueFormat.SHARE,
        sentence=Text(
            fr="Familles qui ne sont plus achetées depuis 6 mois : {families}.",
            en="Families no longer bought for 6 months: {families}.",
        ),
        facts=lambda account: {"families": names([str(f) for f in account.facts["given_up"]])},
        act=actions.offer_families,
        since=6,
        needs_files=True,
    ),
    Signal(
        rule=Rule("margin_change", ThresholdSide.AT_MOST, ((-0.03, 1),)),
        name=Text(fr="Marge en baisse", en="Margin erosion"),
        unit=Text(fr="points de CA", en="points of revenue"),
        source=Text(fr="factures (marge)", en="invoices (margin)"),
        measure=lambda m: m.from_other_files("margin_change"),
        scale=ValueFormat.POINTS,
        sentence=Text(
            fr="Taux de marge sur 6 mois : {value} par rapport aux mêmes mois un an plus tôt.",
            en="Margin rate over 6 months: {value} against the same months a year earlier.",
        ),
        act=words.MARGIN,
        since=6,
        needs_files=True,
    ),
)
"""Also from invoices: frequency, amounts, products, margin."""
