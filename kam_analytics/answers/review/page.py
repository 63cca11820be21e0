"""The slides of the quarterly review, in the order in which they are told."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from kam_analytics.answers.concentration import page as concentration
from kam_analytics.answers.growth import page as growth
from kam_analytics.answers.growth.bridge import ShownBridge, bridge_chart
from kam_analytics.answers.page.blocks import Block, Chart, Message, Number
from kam_analytics.answers.page.dated_notes import annotated, notes_of
from kam_analytics.answers.page.declaration import DIMENSIONS, Instead, Page
from kam_analytics.answers.page.view import View, counted
from kam_analytics.answers.pay import shared_screen
from kam_analytics.answers.review.decisions import last_decisions, late_actions, todays_decisions
from kam_analytics.answers.review.discretion import DISCREET, Discretion
from kam_analytics.answers.review.figures import ReviewFigures, read_figures
from kam_analytics.answers.review.outcomes import outcomes
from kam_analytics.answers.review.slide import Slide, brief, source_of
from kam_analytics.answers.risk import page as risk
from kam_analytics.core.metrics import Metric
from kam_analytics.core.scope import unfiltered
from kam_analytics.core.text import Text
from kam_analytics.language import growth as growth_text
from kam_analytics.language import review as text
from kam_analytics.language.dates import period_text
from kam_analytics.language.pay import views as pay_words
from kam_analytics.language.sentences import fill
from kam_analytics.metrics.concentration import metrics as concentration_metrics
from kam_analytics.metrics.growth import metrics as growth_metrics
from kam_analytics.metrics.pay import metrics as pay_metrics
from kam_analytics.metrics.risk import metrics as risk_metrics

MOST_RISKS = 6  # bars with their reason, read from four metres

OF_EVERYBODY = ("decisions", "attainment", "asks")  # slides that no filter narrows


def slides(view: View, now: View | None = None, discretion: Discretion = DISCREET) -> tuple[Slide, ...] | Instead:
    """Every slide that has something to say, in order; the messages of the other pages are said again word by word.

    now: the current state of the store where `view` reads a frozen one; what people decide is always of now.
    """
    figures = read_figures(view, now or view, discretion)
    if isinstance(figures, Instead):
        return figures
    notes = notes_of(figures.now, discretion.subjects_left_out)
    built = (build(figures) for build in SLIDES.values())
    return tuple(replace(slide, shows=tuple(annotated(slide.shows, notes))) for slide in built if slide is not None)


def _position(figures: ReviewFigures) -> Slide:
    """Six figures, the same every quarter."""
    revenue = concentration_metrics.revenue_total.of(figures.concentration.concentration)
    grown = None if figures.growth is None else figures.growth.growth
    message = fill(text.POSITION_ALONE, revenue=revenue)
    numbers = [Number(concentration_metrics.revenue_total, revenue)]
    if grown is not None:
        message = fill(text.POSITION_MESSAGE, revenue=revenue, growth=growth.signed(grown.growth))
        numbers += [Number(m, m.of(grown)) for m in (growth_metrics.growth_gap, growth_metrics.nrr)]
    share = concentration_metrics.top_10_share
    numbers.append(Number(share, share.of(figures.concentration.concentration)))
    if figures.risk is not None:
        exposed = risk_metrics.exposed_revenue
        numbers.append(Number(exposed, exposed.of(figures.risk.risk)))
    of_everybody = figures.view.filters == unfiltered(figures.view.filters)
    if of_everybody and len(figures.team.measured) >= shared_screen.LEAST_PEOPLE:
        attainment = pay_metrics.team_attainment
        numbers.append(Number(attainment, attainment.of(figures.team)))
    return _slide(figures, "position", text.POSITION, message, numbers)


def _concentration(figures: ReviewFigures) -> Slide:
    content = figures.concentration
    message = concentration.message(figures.view, content.concentration)
    sections = concentration.CONCENTRATION.sections
    chart = sections["ranking"](content)
    beside = [b.text for b in sections["verdict"](content) if isinstance(b, Message) and not b.lead]
    metrics = (concentration_metrics.top_10_share, concentration_metrics.top_1_share)
    return _slide(figures, "concentration", text.CONCENTRATION, message, chart, beside, metrics)


def _growth(figures: ReviewFigures) -> Slide | None:
    content = figures.growth
    if content is None:
        return None
    sections = growth.GROWTH.sections
    chart = [b for b in (*sections["history"](content), *sections["movers"](content)) if isinstance(b, Chart)][:1]
    beside = [growth.verdict(content.growth), *_spans(content)]
    metrics = (growth_metrics.key_growth, growth_metrics.other_growth, growth_metrics.growth_gap)
    return _slide(figures, "growth", text.GROWTH, growth.message(content.growth), chart, beside, metrics)


def _spans(content: growth.GrowthContent) -> list[Text]:
    """The title is of the quarter and the lines are of years: both are said, since they may point different ways."""
    if content.history is None:
        return []
    days = content.view.filters
    base = period_text(days.base_start, days.base_end)
    return [fill(growth_text.SPANS, period=period_text(days.start, days.end), base=base)]


def _bridge(figures: ReviewFigures) -> Slide | None:
    """The sums of what the bars say, so that they can be added up in the room."""
    content = figures.growth
    if content is None:
        return None
    shown = ShownBridge.of(content.growth)
    amounts = {"opening": shown.opening, "closing": shown.closing, "gains": shown.gains, "losses": shown.losses}
    message = fill(text.BRIDGE_MESSAGE, **{name: shown.text(steps) for name, steps in amounts.items()})
    beside = [] if shown.rounding is None else [shown.rounding]
    return _slide(figures, "bridge", text.BRIDGE, message, [bridge_chart(content.view, content.growth)], beside)


def _risks(figures: ReviewFigures) -> Slide | None:
    content = figures.risk
    if content is None:
        return None
    bars = [b for b in risk.AT_RISK.sections["charts"](content) if isinstance(b, Chart)][:1]
    chart = [replace(bar, rows=bar.rows.head(MOST_RISKS)) for bar in bars]
    metrics = (risk_metrics.accounts_in_alert, risk_metrics.exposed_revenue)
    return _slide(figures, "risks", text.RISKS, risk.message(content.risk), chart, (), metrics)


def _outcomes(figures: ReviewFigures) -> Slide | None:
    if figures.risk is None:
        return None
    message, chart, beside = outcomes(figures.now, figures.risk)
    return _slide(figures, "outcomes", text.OUTCOMES, message, chart, beside, (risk_metrics.accounts_in_alert,))


def _attainment(figures: ReviewFigures) -> Slide:
    """The team's total, and how many people are in which band: no name, and no figure that is one person's."""
    people, year = figures.team.measured, figures.view.filters
    if not people:
        return _slide(figures, "attainment", text.ATTAINMENT, text.NO_ATTAINMENT)
    if len(people) < shared_screen.LEAST_PEOPLE:
        return _slide(figures, "attainment", text.ATTAINMENT, pay_words.ATTAINED_WITHHELD)
    start, end = figures.year_start, year.end
    message = fill(
        text.ATTAINMENT_MESSAGE,
        attainment=pay_metrics.team_attainment.of(figures.team),
        reached=counted(sum((p.attainment or 0) >= 1 for p in people)),
        total=counted(len(people)),
        start=start,
    )
    chart = shared_screen.bands(figures.team, start, end)
    return _slide(figures, "attainment", text.ATTAINMENT, message, [chart], (), (pay_metrics.team_attainment,))


def _last_decisions(figures: ReviewFigures) -> Slide | None:
    decided = last_decisions(figures)
    if decided is None:
        return None
    message, table, beside = decided
    return _slide(figures, "decisions", text.DECISIONS, message, table, beside)


def _late(figures: ReviewFigures) -> Slide:
    message, table = late_actions(figures)
    return _slide(figures, "late", text.LATE_NAME, message, table, (), (risk_metrics.exposed_revenue,))


def _asks(figures: ReviewFigures) -> Slide:
    message, table = todays_decisions(figures)
    return _slide(figures, "asks", text.ASKS, message, table)


def _slide(
    figures: ReviewFigures,
    id: str,
    name: Text,
    message: Text,
    shows: Iterable[Block] = (),
    beside: Iterable[Text] = (),
    metrics: tuple[Metric, ...] = (),
) -> Slide:
    view = replace(figures.view, filters=unfiltered(figures.view.filters)) if id in OF_EVERYBODY else figures.view
    source = source_of(view, names=figures.discretion.names)
    return Slide(id, name, message, source, tuple(shows), brief(tuple(beside)), metrics)


SLIDES: dict[str, Callable[[ReviewFigures], Slide | None]] = {
    "decisions": _last_decisions,
    "position": _position,
    "concentration": _concentration,
    "growth": _growth,
    "bridge": _bridge,
    "risks": _risks,
    "outcomes": _outcomes,
    "attainment": _attainment,
    "late": _late,
    "asks": _asks,
}
"""By the id of the slide, in the order of the review."""


REVIEW: Page[None] = Page(
    id="review",
    title=text.TITLE,
    short_title=text.SHORT,
    icon=":material/co_present:",
    filters=DIMENSIONS,
    own_filters=("quarter", "names", "aliases"),
    can_freeze=False,
    perimeter=None,
)
"""Its slides are no sections: they are read from the state to which the review is pinned, not from the current one."""
