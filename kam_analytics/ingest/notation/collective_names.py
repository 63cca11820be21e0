"""Names that stand for all passing customers together, in French and English exports."""

import re

from kam_analytics.ingest.notation.folding import fold

_VARIOUS = frozenset({"divers", "diverses", "various", "sundry", "sundries", "miscellaneous"})
_PASSING = frozenset({"comptoir", "passage", "passagers", "occasionnels", "occasionnel", "anonyme", "anonymes", "walk"})
_WHO = frozenset({"client", "clients", "customer", "customers", "tiers", "vente", "ventes", "debiteurs", "debtors"})
_AROUND = frozenset({"compte", "comptes", "de", "du", "au", "et", "in", "autres", "other", "particuliers", "account"})


def is_collective(name: str) -> bool:
    """Whether a customer's name is that of nobody in particular.

    >>> is_collective("Clients divers"), is_collective("DIVERS"), is_collective("Client de passage")
    (True, True, True)
    >>> is_collective("Comptoir des Cotonniers"), is_collective("Passage"), is_collective("Divers Gauche SARL")
    (False, False, False)
    """
    words = frozenset(re.findall(r"[a-z0-9]+", fold(name)))
    named = words & _VARIOUS or (words & _PASSING and words & _WHO)
    return bool(named) and words <= _VARIOUS | _PASSING | _WHO | _AROUND
