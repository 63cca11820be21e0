"""Texts of a French accounting file (FEC): its report, and why revenue has no single client."""

from kam_analytics.core.text import Text

KIND = Text(fr="Fichier des écritures comptables (FEC)", en="French accounting file (FEC)")
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
COVERED = Text(
    fr="FEC, {period} : CA de la classe 70 de {total}, dont {assigned} rattachés à {clients} ({share}).",
    en="FEC, {period}: class 70 revenue of {total}, of which {assigned} belong to {clients} ({share}).",
)
CLIENTS = (Text(fr="un seul client", en="one client"), Text(fr="{n} clients", en="{n} clients"))
WITHOUT_CLIENT = Text(fr="Sans client identifié : {parts}.", en="Without a client: {parts}.")
SHARE_OF_REASON = Text(fr="{why} ({amount}, {entries})", en="{why} ({amount}, {entries})")
ENTRIES = (Text(fr="{n} écriture", en="{n} entry"), Text(fr="{n} écritures", en="{n} entries"))
CLOSING = Text(
    fr="Écritures de clôture qui soldent les comptes de produits dans le résultat : {amount} de classe 70 écartés.",
    en="Closing entries that carry income into the result: {amount} of class 70 left out.",
)
OPENING = Text(
    fr="Journaux d’à-nouveaux : {amount} de classe 70 écartés.",
    en="Opening journals: {amount} of class 70 left out.",
)
UNBALANCED = (
    Text(
        fr="{n} écriture de vente n’est pas équilibrée : elle est comptée quand même, vérifiez l’export.",
        en="{n} sales entry does not balance: it is counted all the same, check the export.",
    ),
    Text(
        fr="{n} écritures de vente ne sont pas équilibrées : elles sont comptées quand même, vérifiez l’export.",
        en="{n} sales entries do not balance: they are counted all the same, check the export.",
    ),
)
MENDED = (
    Text(
        fr="{n} ligne était coupée par un séparateur ou un retour à la ligne dans un libellé : elle a été recollée.",
        en="{n} line was cut by a separator or a line break inside a wording: it was put together again.",
    ),
    Text(
        fr="{n} lignes étaient coupées par un séparateur ou un retour à la ligne dans un libellé : elles ont été"
        " recollées.",
        en="{n} lines were cut by a separator or a line break inside a wording: they were put together again.",
    ),
)
BY_PIECE = Text(
    fr="Le numéro d’écriture n’y distingue pas les ventes (journal {journals}) : elles sont séparées par date et par"
    " pièce.",
    en="Its entry number does not tell sales apart (journal {journals}): they are separated by date and piece.",
)
WITH_PAYMENT_DATE = (
    Text(fr="{n} ligne porte une date de règlement.", en="{n} line carries a payment date."),
    Text(fr="{n} lignes portent une date de règlement.", en="{n} lines carry a payment date."),
)
REASONS = {
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
