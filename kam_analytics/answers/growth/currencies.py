"""Growth at constant exchange rates; nothing where all lines are in one currency."""

from kam_analytics.answers.page.view import View, one_perimeter
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language import growth as text
from kam_analytics.language.sentences import fill
from kam_analytics.metrics.growth.currencies import CURRENCIES, ConstantRates, constant_rates
from kam_analytics.metrics.growth.figures import Growth


def at_constant_rates(view: View, growth: Growth) -> ConstantRates | None:
    """The accounts of the page at the mean rates of the base period."""
    return constant_rates(growth.accounts, one_perimeter(view).rows(CURRENCIES))


def currency_sentences(rates: ConstantRates | None, growth: Growth) -> list[Text]:
    """Growth with and without exchange rates, the part due to rates, and the currencies without a rate in the base."""
    if rates is None:
        return []
    facts = {
        "growth": Quantity(rates.growth, Unit.GROWTH),
        "reported": Quantity(growth.growth, Unit.GROWTH),
        "effect": Quantity(rates.effect, Unit.EUR),
    }
    sentences = [fill(text.CONSTANT_RATES, currencies=", ".join(rates.codes), **facts)]
    return [*sentences, fill(text.UNRATED, currencies=", ".join(rates.unrated))] if rates.unrated else sentences
