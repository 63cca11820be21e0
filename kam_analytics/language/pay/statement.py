"""Texts of a statement of variable pay: on screen, in the workbook and in the PDF."""

from kam_analytics.core.text import Text

TITLE = Text(fr="Relevé de rémunération variable", en="Statement of variable pay")
ESTIMATED = Text(
    fr="Montants estimés : la période est ouverte et rien n’est validé.",
    en="Estimated amounts: the period is open and nothing is validated.",
)
REPLACED = Text(fr="Valeur remplacée", en="Figure replaced")
REPLACED_BY = Text(
    fr="{period}, {what} : {value}, par {author}, le {day}. Motif : {reason}",
    en="{period}, {what}: {value}, by {author}, on {day}. Reason: {reason}",
)
STATES = {
    "open": Text(fr="{period} : {amount} estimé", en="{period}: {amount} estimated"),
    "closed": Text(fr="{period} : {amount} acquis", en="{period}: {amount} earned"),
    "paid": Text(fr="{period} : {amount} versé", en="{period}: {amount} paid"),
}
PERSON = Text(fr="Personne", en="Person")
PLAN = Text(fr="Plan", en="Plan")
PERIODS = Text(fr="Périodes comptées", en="Periods counted")
AS_OF = Text(fr="Situation au", en="As of")
TOTAL = Text(fr="Total", en="Total")
ROUNDED_TOTAL = Text(fr="Arrondi : le plan arrondit le total", en="Rounding: the plan rounds the total")
ADJUSTED_TOTAL = Text(fr="Régularisation de périodes clôturées", en="Adjustment of closed periods")
OTHER_PLANS = Text(fr="Autres plans de la même année", en="Other plans of the same year")
CAPPED_TOTAL = Text(fr="Plafond du total", en="Cap on the total")
SUMMARY = Text(fr="Relevé", en="Statement")
MEASURE = Text(fr="Mesure", en="Measure")
COMPONENT = Text(fr="Composante", en="Component")
WEIGHT = Text(fr="Poids", en="Weight")
TARGET = Text(fr="Objectif", en="Target")
ACTUAL = Text(fr="Réalisé", en="Actual")
ATTAINMENT = Text(fr="Taux d’atteinte", en="Attainment")
SHARE = Text(fr="Part payée", en="Share paid")
AMOUNT = Text(fr="Montant", en="Amount")
RULE = Text(fr="Règle appliquée", en="Rule applied")
CONVENTION = Text(fr="Convention", en="Convention")
PERIOD = Text(fr="Période", en="Period")
DETAIL = Text(fr="Lignes créditées", en="Credited lines")
SEE_LINES = Text(fr="voir les lignes créditées", en="see the credited lines")
NO_LINES = Text(
    fr="Cette mesure ne vient pas de lignes de factures.", en="This measure does not come from invoice lines."
)
COMPARED = Text(
    fr="Mesure comparée à l’an dernier sur les comptes confiés : elle ne se lit pas ligne à ligne.",
    en="Compared with last year over the accounts in one’s care: it is not read line by line.",
)
COUNTED_FOR = Text(fr="Compte pour", en="Counts for")
MATCHES = Text(
    fr="{count} lignes créditées, {total} : égal au réalisé.",
    en="{count} credited lines, {total}: equal to the result.",
)
DIFFERS = Text(
    fr="{count} lignes créditées, {total} : écart de {gap} avec le réalisé.",
    en="{count} credited lines, {total}: {gap} off the result.",
)
ACCOUNT = Text(fr="Compte", en="Account")
DATE = Text(fr="Date", en="Date")
INVOICE = Text(fr="Pièce", en="Document")
PRODUCT = Text(fr="Article", en="Product")
CREDIT = Text(fr="Part créditée", en="Share credited")
BECAUSE = Text(fr="Créditée par", en="Credited by")
REVENUE = Text(fr="CA", en="Revenue")
MARGIN = Text(fr="Marge brute", en="Gross margin")
FILE = Text(fr="Fichier", en="File")
ROW = Text(fr="Ligne", en="Row")
REASONS = {
    "kept": Text(fr="figée à la clôture", en="frozen at closing"),
    "line": Text(fr="le KAM de la ligne", en="the KAM on the line"),
    "assignment": Text(fr="l’affectation du jour", en="the assignment of that day"),
    "account": Text(fr="le KAM du compte", en="the account’s KAM"),
}
CELLS = {
    "not_measured": Text(fr="Pas encore mesurable : rien n’est payé.", en="Not measurable yet: nothing is paid."),
    "below": Text(fr="Sous {end} : rien n’est payé.", en="Below {end}: nothing is paid."),
    "between": Text(
        fr="Entre les points {start} (paie {low}) et {end} (paie {high}), en ligne droite.",
        en="Between the points {start} (pays {low}) and {end} (pays {high}), on a straight line.",
    ),
    "beyond": Text(
        fr="Au-delà du point {end} (paie {high}), sur la pente du dernier segment.",
        en="Beyond the point {end} (pays {high}), on the slope of the last segment.",
    ),
    "capped": Text(fr="Au plafond : paie {low}.", en="At the cap: pays {low}."),
    "step": Text(fr="Marche à partir de {start} : paie {low}.", en="Step from {start}: pays {low}."),
    "tier": Text(fr="Tranche à partir de {start}, {low}, {method}.", en="Tier from {start}, {low}, {method}."),
}
METHODS = {
    "whole": Text(fr="taux appliqué au premier euro", en="rate applied to everything"),
    "marginal": Text(fr="par tranches", en="slice by slice"),
    "interpolated": Text(fr="montant gagné au prorata de la tranche", en="amount earned in proportion to the tier"),
    "step_payout": Text(fr="par marches", en="by steps"),
}
CUMULATED = Text(
    fr="Périodes terminées cumulées ; taux d’atteinte arrondi à 4 décimales (demi vers le haut) avant le seuil ;"
    " montant = variable à 100 % × poids × part payée × part écoulée de la période du plan, arrondi au centime (demi"
    " vers le haut).",
    en="Ended periods cumulated; attainment rounded to 4 decimals (half up) before the threshold; amount = pay at"
    " 100% × weight × share paid × elapsed share of the plan’s period, rounded to the cent (half up).",
)
COMMISSION = Text(
    fr="Commission sur le réalisé des périodes terminées, hors des poids, arrondie au centime (demi vers le haut).",
    en="Commission on the result of the ended periods, outside the weights, rounded to the cent (half up).",
)
CREDITING = Text(
    fr="Une ligne est créditée au KAM qu’elle porte, sinon à l’affectation du jour, sinon au KAM du compte ; les avoirs"
    " comptent en moins à leur date. Les ventes aux sociétés de votre groupe ne sont créditées à personne.",
    en="A line is credited to the KAM it carries, else to the assignment of that day, else to the account’s KAM; credit"
    " notes count as negative on their own date. Nobody is credited with sales to companies of your own group.",
)
HOW = Text(fr="Comment chaque montant est calculé", en="How each amount is computed")
BY_PERIOD = Text(fr="Atteinte par période", en="Attainment by period")
ANNEX_PERIODS = Text(fr="Annexe : objectifs et résultats par période", en="Annex: targets and results by period")
ANNEX_ACCOUNTS = Text(fr="Annexe : ce qui est crédité, par compte", en="Annex: what is credited, by account")
DOCUMENTS = Text(fr="Pièces", en="Documents")
LINE_COUNT = Text(fr="Lignes", en="Lines")
WHERE_LINES_ARE = Text(
    fr="Chaque ligne de facture créditée, avec son fichier et sa ligne, est dans le relevé en Excel.",
    en="Each credited invoice line, with its file and row, is in the statement as Excel.",
)
LINES = Text(fr="Lignes de factures créditées", en="Credited invoice lines")
DOWNLOAD_PDF = Text(fr="Relevé en PDF", en="Statement as PDF")
DOWNLOAD_XLSX = Text(fr="Relevé en Excel", en="Statement as Excel")
PAGE_OF = Text(fr="page {page} sur {pages}", en="page {page} of {pages}")
PERSONAL = Text(fr="Document personnel : contient une rémunération.", en="Personal document: contains pay.")

WHAT_IF = Text(fr="Et si… : simulez votre fin d’année", en="What if…: simulate your year end")
WHAT_IF_HINT = Text(
    fr="Rien n’est enregistré, ni dans l’adresse ni ailleurs. Départ : l’issue médiane de l’estimation fin d’année.",
    en="Nothing is kept, neither in the address nor elsewhere. Start: the median outcome of the year-end forecast.",
)
WHAT_IF_NOTHING = Text(
    fr="Pas encore d’estimation fin d’année d’où partir : il faut une année précédente complète.",
    en="No year-end forecast to start from yet: it takes a complete previous year.",
)
WHAT_IF_RESULT = Text(
    fr="Avec ces résultats, l’exercice paierait {pay}, soit {change} par rapport à l’issue médiane.",
    en="With these results the year would pay {pay}, that is {change} against the median outcome.",
)
WHAT_IF_MEAN = Text(
    fr="L’issue médiane paie {middle} ; la variable attendue, {expected}, est la moyenne de toutes les issues, des plus"
    " basses aux plus hautes.",
    en="The median outcome pays {middle}; the expected pay, {expected}, is the mean of all outcomes, from the lowest to"
    " the highest.",
)
WHAT_IF_SHARE = Text(fr="{label}, % de l’objectif", en="{label}, % of target")
TRIED_RESULT = Text(fr="Résultat essayé", en="Result tried")
WHAT_IF_LINES = Text(fr="Ce que paierait chaque composante", en="What each component would pay")
