"""What the report of a FEC says: what it holds, what it allows, what could not be assigned and why."""

from datetime import date
from decimal import Decimal

from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.ingest.fec.entries import CLIENT, Derived, RevenueShare
from kam_analytics.language.dates import month, period_text
from kam_analytics.language.sentences import fill, names, plural

ALLOWS = Text(
    fr="Un FEC permet de suivre le CA par client, la concentration, la croissance et les délais de paiement."
    " Il ne dit rien des articles, des responsables de compte ni des dates de commande."
    " Rien d’autre que ces lignes de CA n’est conservé : ni salaires, ni noms, ni autres écritures.",
    en="A FEC gives revenue by client, concentration, growth and payment delays. It says nothing of products,"
    " key account managers or order dates. Nothing but these revenue lines is kept: no salaries, names or"
    " other entries.",
)
AS_BOOKS = Text(
    fr="Le CA de la classe 70 est repris mois par mois comme CA publié par la comptabilité, sans détail par client.",
    en="The revenue of class 70 is taken month by month as the revenue published by finance, without any client.",
)
OR_AS_BOOKS = Text(
    fr="Vous pouvez l’importer comme « CA publié par la comptabilité » : il servira au rapprochement mois par mois.",
    en="You can import it as “Revenue published by finance”: it will serve to reconcile month by month.",
)
LAST_YEAR = Text(
    fr="Importez aussi le FEC de l’exercice précédent : sans lui, aucune croissance ne peut être mesurée.",
    en="Import last year’s FEC too: without it no growth can be measured.",
)
_PERIOD = Text(
    fr="FEC, {period} : CA de la classe 70 de {total}, dont {assigned} rattachés à {clients} ({share}).",
    en="FEC, {period}: class 70 revenue of {total}, of which {assigned} belong to {clients} ({share}).",
)
_CLIENTS = (Text(fr="un seul client", en="one client"), Text(fr="{n} clients", en="{n} clients"))
_APART = Text(fr="Sans client identifié : {parts}.", en="Without a client: {parts}.")
_PART = Text(fr="{why} ({amount}, {entries})", en="{why} ({amount}, {entries})")
_ENTRIES = (Text(fr="{n} écriture", en="{n} entry"), Text(fr="{n} écritures", en="{n} entries"))
_CLOSING = Text(
    fr="Écritures de clôture qui soldent les comptes de produits dans le résultat : {amount} de classe 70 écartés.",
    en="Closing entries that carry income into the result: {amount} of class 70 left out.",
)
_OPENING = Text(
    fr="Journaux d’à-nouveaux : {amount} de classe 70 écartés.",
    en="Opening journals: {amount} of class 70 left out.",
)
_UNBALANCED = (
    Text(
        fr="{n} écriture de vente n’est pas équilibrée : elle est comptée quand même, vérifiez l’export.",
        en="{n} sales entry does not balance: it is counted all the same, check the export.",
    ),
    Text(
        fr="{n} écritures de vente ne sont pas équilibrées : elles sont comptées quand même, vérifiez l’export.",
        en="{n} sales entries do not balance: they are counted all the same, check the export.",
    ),
)
_BY_PIECE = Text(
    fr="Le numéro d’écriture n’y distingue pas les ventes (journal {journals}) : elles sont séparées par date et par"
    " pièce.",
    en="Its entry number does not tell sales apart (journal {journals}): they are separated by date and piece.",
)
_PAID = (
    Text(fr="{n} ligne porte une date de règlement.", en="{n} line carries a payment date."),
    Text(fr="{n} lignes portent une date de règlement.", en="{n} lines carry a payment date."),
)
WHY = {
    "several": Text(fr="plusieurs clients dans l’écriture", en="several clients in the entry"),
    "means": Text(
        fr="un moyen de paiement (carte, espèces…) tient lieu de client",
        en="a means of payment (card, cash…) stands in for the client",
    ),
    "unidentified": Text(
        fr="écritures sans numéro que la date et la pièce ne séparent pas",
        en="entries without a number that date and piece do not separate",
    ),
    "collective": Text(
        fr="un compte 411 collectif, sans compte auxiliaire",
        en="one 411 account for all clients, without an auxiliary",
    ),
    "to_issue": Text(fr="factures à établir (418)", en="invoices to be issued (418)"),
    "deferred": Text(fr="produits constatés d’avance (487)", en="deferred revenue (487)"),
    "cash": Text(fr="ventes encaissées sans compte client", en="cash sales without a client account"),
    "other": Text(fr="aucune ligne de compte 411", en="no line on a 411 account"),
}


def described(derived: Derived) -> list[Text]:
    """The sentences of a file that is loaded by client."""
    said = [_covered(derived)]
    apart = [p for p in derived.parts if p.reason != CLIENT]
    if apart:
        said.append(fill(_APART, parts=listed(apart)))
    if derived.by_piece:
        said.append(fill(_BY_PIECE, journals=names(derived.by_piece)))
    if derived.dated:
        said.append(fill(plural(derived.dated, *_PAID), n=_count(derived.dated)))
    return [*said, *left_out(derived), ALLOWS]


def why(derived: Derived) -> Text:
    """Why most of class 70 belongs to no single client, as a sentence."""
    listed_ = fill(Text(fr="{parts}.", en="{parts}."), parts=listed([p for p in derived.parts if p.reason != CLIENT]))
    if not derived.by_piece:
        return listed_
    more = fill(_BY_PIECE, journals=names(derived.by_piece))
    return Text(fr=f"{listed_.fr} {more.fr}", en=f"{listed_.en} {more.en}")


def left_out(derived: Derived) -> list[Text]:
    """What of class 70 is no revenue of the year, and entries that do not balance."""
    said = []
    if derived.closing:
        said.append(fill(_CLOSING, amount=_money(derived.closing)))
    if derived.opening:
        said.append(fill(_OPENING, amount=_money(derived.opening)))
    if derived.unbalanced:
        said.append(fill(plural(derived.unbalanced, *_UNBALANCED), n=_count(derived.unbalanced)))
    return said


def listed(parts: list[RevenueShare]) -> Text:
    """Reasons with their euros and entries, the largest first."""
    said = [
        fill(
            _PART,
            why=WHY[p.reason],
            amount=_money(p.amount),
            entries=fill(plural(p.entries, *_ENTRIES), n=_count(p.entries)),
        )
        for p in sorted(parts, key=lambda p: -abs(p.amount))
    ]
    return Text(fr=", ".join(t.fr for t in said), en=", ".join(t.en for t in said))


def by_month(months: tuple[tuple[date, Decimal], ...]) -> Text:
    """« janvier 2023 32 687,39 €, … »."""
    said = [(month(m, "fr"), month(m, "en"), fill(Text(fr="{a}", en="{a}"), a=_money(a))) for m, a in months]
    return Text(fr=", ".join(f"{fr} {a.fr}" for fr, _, a in said), en=", ".join(f"{en} {a.en}" for _, en, a in said))


def _covered(derived: Derived) -> Text:
    period = period_text(derived.first, derived.last) if derived.first and derived.last else Text(fr="", en="")
    share = float(derived.assigned / derived.total) if derived.total else None
    return fill(
        _PERIOD,
        period=period,
        total=_money(derived.total),
        assigned=_money(derived.assigned),
        clients=fill(plural(derived.clients, *_CLIENTS), n=_count(derived.clients)),
        share=Quantity(share, Unit.SHARE),
    )


def _money(amount: Decimal) -> Quantity:
    return Quantity(float(amount), Unit.EUR_EXACT)


def _count(number: int) -> Quantity:
    return Quantity(number, Unit.COUNT)
