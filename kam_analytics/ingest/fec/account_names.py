"""Recognises accounts by their names: all customers together, means of payment, opening journals."""

import re

from kam_analytics.ingest.notation.folding import fold


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_MEANS = _listed(
    "cb carte cartes bancaire bancaires bleue visa mastercard amex tpe cheque cheques chq chqs espece especes esp"
    " virement virements vir prelevement prelevements paypal stripe sumup caisse comptant comptoir"
)
_AROUND = _listed(
    "client clients recette recettes vente ventes encaissement encaissements reglement reglements paiement paiements"
    " remise remises divers par en de du des au"
)
_ALL = _listed(
    "client clients divers ventes vente de biens bien ou et prestations prestation services service france export"
    " compte comptes collectif collectifs general"
)


def is_means_of_payment(name: str) -> bool:
    """Whether a customer's name is only a way to pay.

    >>> is_means_of_payment("RECETTES CB"), is_means_of_payment("Caisse d’Épargne")
    (True, False)
    """
    words = _words(name)
    return bool(words & _MEANS) and words <= _MEANS | _AROUND


def is_collective(account: str, name: str) -> bool:
    """Whether a 411 account without an auxiliary stands for all customers together.

    >>> is_collective("411000", "Clients"), is_collective("4111", "Clients - ventes de biens")
    (True, True)
    >>> is_collective("411SOCGE", "Société Générale"), is_collective("41100012", "")
    (False, False)
    """
    words = _words(name)
    return bool(re.fullmatch(r"4110*", account)) or (bool(words & {"client", "clients"}) and words <= _ALL)


def is_opening(code: str, name: str) -> bool:
    """Whether a journal brings the balances of the year before, by its name or its usual code.

    >>> is_opening("ANO", "A nouveaux"), is_opening("AD", "A Nouveaux Détaillés"), is_opening("AN", "")
    (True, True, True)
    >>> is_opening("AN", "Ventes Annecy"), is_opening("VE", "Ventes nouveaux clients")
    (False, False)
    """
    folded = fold(name).replace("-", " ")
    if re.search(r"(^| )a ?nouveaux?( |$)|(^| )reouverture|ouverture (des|de l'|de) ?(comptes|exercice|bilan)", folded):
        return True
    usual = re.fullmatch(r"(r?an|ano|anv|rano|anouv|a[.-]n[.]?)[0-9]*", fold(code))
    return bool(usual) and not re.search(r"vente|vte|factur|client", folded)


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9]+", fold(name)))
