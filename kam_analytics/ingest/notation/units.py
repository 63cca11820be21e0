"""Units and currencies as titles, captions and cells state them: `CA (k€)`, `en milliers d’euros`, `$1.2M`."""

import re
import unicodedata
from decimal import Decimal

_NAMED = {
    "EUR": "€ euro euros",
    "USD": "$ us$ dollar dollars",
    "GBP": "£ livre livres pounds",
    "CHF": "fs fr. sfr",
    "JPY": "¥ yen yens",
    "PLN": "zł",
}
_OTHERS = (
    "CAD|AUD|NZD|CNY|HKD|SGD|INR|KRW|SEK|NOK|DKK|CZK|HUF|RON|BGN|TRY|RUB|ZAR|BRL|MXN|MAD|TND|DZD|XOF|XAF|XPF|ILS|AED"
    "|SAR|THB"
)
_KINDS_OF_AMOUNT = ("dollar",)  # the dollar value of a sale, beside its quantity, is its amount in any currency
CODES = (*_NAMED, *_OTHERS.split("|"))
WORDS = {**{c.lower(): c for c in CODES}, **{w: code for code, named in _NAMED.items() for w in named.split()}}
"""Sign, name or code of a currency, in lower case → its code."""

THOUSAND, MILLION, BILLION = Decimal(1_000), Decimal(1_000_000), Decimal(1_000_000_000)

_MONEY = "|".join(sorted(map(re.escape, WORDS), key=len, reverse=True))
_AFTER = rf"(?: ?(?:d'|de |of )? ?(?:{_MONEY})(?![a-z]))?"  # milliers d'euros, thousands of USD
_WORDS = {
    THOUSAND: (rf"k(?= ?(?:{_MONEY})(?![a-z]))", "(?:milliers?|thousands?|tsd|ke|teur)(?![a-z])", r"000'?s?"),
    MILLION: (rf"m(?:io|ln|n|illions?)?(?= ?(?:{_MONEY})(?![a-z]))", "(?:millions?|mio|mln)(?![a-z])", "000 ?000"),
    BILLION: (rf"(?:mds?|bn)(?= ?(?:{_MONEY})(?![a-z]))", "(?:milliards?|billions?)(?![a-z])", "000 ?000 ?000"),
}
_LETTERS = {THOUSAND: "k", MILLION: "m", BILLION: "md"}
_UNSAID = r"(?<![a-z0-9])(?<![0-9] )"  # `3 millions` is an amount, no unit
_CURRENCY = re.compile(rf"(?<![a-z0-9])(?:en |in )?(?:k|m|mds?|mio|mln|bn)? ?({_MONEY}) ?[km]?(?![a-z])")
_SAID = re.compile(
    rf"(?:\b(?:en|in|of)|devise|currency|monnaie|montants?|amounts?) ?:? ?(?:k|m|md|mds|mio|bn)? ?({_MONEY})(?![a-z])"
)
_EDGES = " ()[]{}-–:/,'"
_CELL = re.compile(
    rf"^[-+(]? ?(?P<before>{_MONEY})? ?[-+]?(?P<number>[0-9][0-9 .,']*?) ?(?P<unit>k|mds?|bn|mio|mln|m)? ?"
    rf"(?P<after>{_MONEY})? ?\)?-?$"
)


def _patterns(factor: Decimal) -> re.Pattern[str]:
    before_money, word, zeros = _WORDS[factor]
    letter = _LETTERS[factor]
    money_first = rf"(?:{_MONEY}) ?'?(?:{letter}|{zeros})(?![a-z0-9])"
    alone = rf"(?:in|en) (?:{letter})(?![a-z0-9'])|(?<=[(\[])(?:{letter}|'?{zeros})(?=[)\]])"
    stated = rf"(?:exprimee?s? )?(?:(?:en|in) )?(?:{before_money}|{word}){_AFTER}"
    return re.compile(rf"{_UNSAID}{stated}|{_UNSAID}(?:{money_first})|{alone}")


_PATTERNS = {factor: _patterns(factor) for factor in (BILLION, MILLION, THOUSAND)}


def unit_of(text: str) -> Decimal | None:
    """The factor that a title or caption states, None when it states none.

    >>> [unit_of(t) for t in ("CA (k€)", "Montants en milliers d’euros", "Revenue ($M)", "CA HT", "CA > 10 k€")]
    [Decimal('1000'), Decimal('1000'), Decimal('1000000'), None, None]
    """
    plain = _plain(text)
    return next((factor for factor, pattern in _PATTERNS.items() if pattern.search(plain)), None)


def currency_of(text: str) -> str | None:
    """The code of the currency that a title or caption states.

    >>> currency_of("CA en k€"), currency_of("Net amount (USD)"), currency_of("Montant HT"), currency_of("dollar_value")
    ('EUR', 'USD', None, None)
    """
    found = _CURRENCY.search(_plain(text).replace("d'", ""))
    return code_of(found[1]) if found and found[1] not in _KINDS_OF_AMOUNT else None


def currency_said(caption: str) -> str | None:
    """The code of the currency that a line of text gives for amounts; the name of a company says nothing.

    >>> currency_said("Montants en USD"), currency_said("Devise : £"), currency_said("Dollar General")
    ('USD', 'GBP', None)
    """
    found = _SAID.search(_plain(caption))
    return code_of(found[1]) if found else None


def code_of(text: str) -> str | None:
    """The code of a currency word or sign: `€` is EUR; None for any other text."""
    return WORDS.get(_plain(text))


def without_unit(title: str) -> str:
    """A title without its unit and currency, as the alias dictionary knows it.

    >>> without_unit("CA (k€)"), without_unit("Montant HT en EUR"), without_unit("Montant HT"), without_unit("€")
    ('ca', 'montant ht', 'montant ht', '€')
    """
    plain = _plain(title)
    bare = re.sub(r"[(\[] *[)\]]", "", _CURRENCY.sub("", _unscaled(plain))).strip(_EDGES)
    return bare or plain


def cell_unit(text: str) -> tuple[Decimal | None, str | None, str] | None:
    """Factor, currency and the rest of an amount with a unit or a currency in its cell; None for any other text.

    >>> cell_unit("120,5 k€"), cell_unit("$1.2M"), cell_unit("950,00")
    ((Decimal('1000'), 'EUR', '120,5'), (Decimal('1000000'), 'USD', '1.2'), (None, None, '950,00'))
    """
    match = _CELL.match(_plain(text))
    if match is None:
        return None
    unit, money = match["unit"], match["before"] or match["after"]
    factor = None if unit is None else THOUSAND if unit == "k" else MILLION if unit in ("m", "mio", "mln") else BILLION
    return factor, code_of(money) if money else None, match["number"]


def format_currency(number_format: str) -> str | None:
    """The code of the currency that a number format of a workbook writes beside the digits.

    >>> format_currency('#,##0.00 [$USD]'), format_currency('[$$-409]#,##0'), format_currency('#,##0.00 "€"')
    ('USD', 'USD', 'EUR')
    >>> format_currency('[$-40C]d mmm yyyy'), format_currency('#,##0.00')
    (None, None)
    """
    named = re.findall(r"\[\$([^\]-]+)", number_format)
    literal = re.findall(r'"([^"]*)"', number_format)
    signs = re.findall(r"[€$£¥]", re.sub(r"\[[^\]]*\]", "", number_format))
    return next((code for text in (*named, *literal, *signs) if (code := code_of(text))), None)


def _unscaled(plain: str) -> str:
    for pattern in _PATTERNS.values():
        plain = pattern.sub("", plain)
    return plain


def _plain(text: str) -> str:
    """Lower case without accents, one blank between words, signs kept."""
    letters = unicodedata.normalize("NFKD", text.replace("’", "'").replace("_", " ")).lower()
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())
