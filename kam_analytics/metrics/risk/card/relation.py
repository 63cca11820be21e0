"""The signals read from other files; only the company's own back-test can tell how accurate they are."""

from collections.abc import Mapping
from datetime import date, timedelta

from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language.numbers import decimal
from kam_analytics.language.risk import actions as words
from kam_analytics.language.sentences import Fact
from kam_analytics.metrics.risk.card import actions
from kam_analytics.metrics.risk.card.evidence import Evidence
from kam_analytics.metrics.risk.card.rules import Rule, ThresholdSide
from kam_analytics.metrics.risk.card.signal import Signal, ValueFormat
from kam_analytics.metrics.risk.measures.surroundings import MET_DAYS, missed_levels

EARLY_DAYS = 180  # before the decision day of a contract: the first step of its rule
INTERACTIONS = Text(fr="interactions", en="interactions")
LEVELS = {
    "executive": Text(fr="direction", en="executive"),
    "buyer": Text(fr="achats", en="buyer"),
    "technical": Text(fr="technique", en="technical"),
}
LEVELS_LOST = Text(
    fr="Niveaux perdus de vue depuis 6 mois : {levels}.", en="Levels lost sight of for 6 months: {levels}."
)
NOBODY_MET = Text(fr="Aucun contact depuis le {last}, à aucun niveau.", en="No contact since {last}, at any level.")
CONTRACT_OPEN = Text(
    fr="Contrat à décider avant le {decide}, sans renouvellement ouvert.",
    en="Contract to be decided by {decide}, no renewal open.",
)
CONTRACT_OVER = Text(
    fr="Contrat échu le {end}, sans suite connue.", en="Contract ended on {end}, with no known successor."
)
CONTRACT_LATE = Text(
    fr="Préavis passé le {decide}, sans renouvellement ; contrat jusqu’au {end}.",
    en="Notice passed on {decide}, no renewal; contract until {end}.",
)


def _contract(account: Evidence) -> Text:
    """A contract that may end, is past its notice day, or is over."""
    if account.facts["end_date"] <= account.as_of:
        return CONTRACT_OVER
    return CONTRACT_LATE if account.facts["decide_on"] < account.as_of else CONTRACT_OPEN


def _early(account: Evidence) -> date:
    day: date = account.facts["decide_on"] - timedelta(days=EARLY_DAYS)
    return day


def _delays(account: Evidence) -> Mapping[str, Fact]:
    late, before = (Quantity(round(account.facts[f"late_{when}"]), Unit.DAYS) for when in ("now", "before"))
    return {"late": late, "before": before}


def _meetings(account: Evidence) -> Text:
    nobody = account.facts["last_on"] <= account.as_of - timedelta(days=MET_DAYS)
    return NOBODY_MET if nobody else LEVELS_LOST


def _levels(account: Evidence) -> Mapping[str, Fact]:
    missed = [LEVELS[level] for level in missed_levels(account.facts, account.as_of)]
    levels = Text(fr=", ".join(m.fr for m in missed), en=", ".join(m.en for m in missed))
    return {"last": account.facts["last_on"], "levels": levels}


def _scores(account: Evidence) -> Mapping[str, Fact]:
    return {"now": _survey_score(account.facts["score_now"]), "before": _survey_score(account.facts["score_before"])}


def _survey_score(value: float) -> Text:
    """A score with a decimal only if it has one."""
    digits = 0 if value == int(value) else 1
    return Text(fr=decimal(value, "fr", digits), en=decimal(value, "en", digits))


RELATION = (
    Signal(
        # To watch, then in alert, from this signal alone.
        rule=Rule("contract_deadline", ThresholdSide.AT_MOST, ((180, 2), (90, 4), (30, 8))),
        name=Text(fr="Fin de contrat", en="Contract end"),
        unit=Text(fr="jours pour décider", en="days left to decide"),
        source=Text(fr="contrats, opportunités", en="contracts, opportunities"),
        measure=lambda m: m.from_other_files("contract_deadline"),
        scale=ValueFormat.NUMBER,
        sentence=_contract,
        facts=lambda account: {"end": account.facts["end_date"], "decide": account.facts["decide_on"]},
        act=actions.settle_contract,
        since=_early,
        needs_files=True,
    ),
    Signal(
        rule=Rule("payment_delay", ThresholdSide.AT_LEAST, ((10, 1), (30, 2))),
        name=Text(fr="Retard de règlement", en="Late payment"),
        unit=Text(fr="jours de plus que d’habitude", en="days more than usual"),
        source=Text(fr="factures (échéance, règlement)", en="invoices (due, paid)"),
        measure=lambda m: m.from_other_files("payment_delay"),
        scale=ValueFormat.NUMBER,
        sentence=Text(
            fr="Règle {late} après l’échéance, contre {before} d’habitude.",
            en="Pays {late} after the due date, against {before} usually.",
        ),
        facts=_delays,
        act=actions.ask(words.PAYMENT),
        since=6,
        needs_files=True,
    ),
    Signal(
        rule=Rule("levels_missed", ThresholdSide.AT_LEAST, ((2, 1),)),
        name=Text(fr="Niveaux sans contact", en="Levels without contact"),
        unit=Text(fr="niveaux sur 3", en="levels out of 3"),
        source=INTERACTIONS,
        measure=lambda m: m.from_other_files("levels_missed"),
        scale=ValueFormat.NUMBER,
        sentence=_meetings,
        facts=_levels,
        act=actions.renew_contact,
        since=6,
        needs_files=True,
    ),
    Signal(
        rule=Rule("single_contact", ThresholdSide.AT_LEAST, ((1, 1),)),
        name=Text(fr="Un seul interlocuteur", en="Single contact"),
        unit=Text(fr="oui ou non", en="yes or no"),
        source=INTERACTIONS,
        measure=lambda m: m.from_other_files("single_contact"),
        scale=ValueFormat.NUMBER,
        sentence=Text(
            fr="Un seul interlocuteur en 12 mois : {contact}.", en="One single contact in 12 months: {contact}."
        ),
        facts=lambda account: {"contact": actions.contact_of(account, words.WITHHELD)},
        act=actions.ask(words.SECOND_CONTACT),
        since=12,
        needs_files=True,
    ),
    Signal(
        rule=Rule("open_incidents", ThresholdSide.AT_LEAST, ((1, 1), (3, 2))),
        name=Text(fr="Incidents ouverts", en="Open incidents"),
        unit=Text(fr="incidents", en="incidents"),
        source=Text(fr="incidents", en="incidents"),
        measure=lambda m: m.from_other_files("open_incidents"),
        scale=ValueFormat.COUNT,
        sentence=Text(
            fr="Incidents ouverts : {value}, le plus ancien depuis le {since}.",
            en="Open incidents: {value}, the oldest since {since}.",
        ),
        facts=lambda account: {"since": account.facts["open_since"]},
        act=actions.close_incidents,
        since=lambda account: account.facts["open_since"],
        needs_files=True,
    ),
    Signal(
        rule=Rule("satisfaction_change", ThresholdSide.AT_MOST, ((-0.15, 1), (-0.30, 2))),
        name=Text(fr="Satisfaction en baisse", en="Falling satisfaction"),
        unit=Text(fr="variation, en % de l’étendue des notes", en="change, in % of the span of scores"),
        source=Text(fr="satisfaction", en="satisfaction"),
        measure=lambda m: m.from_other_files("satisfaction_change"),
        scale=ValueFormat.CHANGE,
        sentence=Text(
            fr="Satisfaction : {now}, contre {before} à l’enquête d’avant.",
            en="Satisfaction: {now}, against {before} in the survey before.",
        ),
        facts=_scores,
        act=actions.ask(words.LOWER_SCORE),
        since=lambda account: account.facts["asked_on"],
        needs_files=True,
    ),
)
