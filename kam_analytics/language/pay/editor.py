"""Texts of the editor of pay plans."""

from kam_analytics.core.text import Text

TITLE = Text(fr="Plans de rémunération variable", en="Variable pay plans")
VERSIONS = Text(fr="Versions des plans", en="Versions of the plans")
CODE = Text(fr="Code", en="Code")
FROM, TO = Text(fr="Du", en="From"), Text(fr="Au", en="To")
APPROVED_BY, APPROVED_ON = Text(fr="Approuvé par", en="Approved by"), Text(fr="Approuvé le", en="Approved on")
STATUSES = {
    "draft": Text(fr="brouillon", en="draft"),
    "approved": Text(fr="approuvé", en="approved"),
    "locked": Text(fr="figé : une période est clôturée", en="locked: a period is closed"),
    "archived": Text(fr="archivé", en="archived"),
}
WHICH = Text(fr="Version à modifier", en="Version to edit")
LABEL = Text(fr="{name} · version {version} · {status}", en="{name} · version {version} · {status}")
EDIT_FIXED = Text(
    fr="Cette version est approuvée : elle ne change plus. Vos modifications en feront la version {version},"
    " en brouillon.",
    en="This version is approved: it no longer changes. Your changes will make version {version}, as a draft.",
)
EDIT_DRAFT = Text(
    fr="Brouillon : il ne paie personne tant qu’il n’est pas approuvé.",
    en="Draft: it pays nobody until it is approved.",
)
SAVE = Text(fr="Enregistrer le brouillon", en="Save the draft")
SAVED = Text(fr="Brouillon enregistré : version {version}.", en="Draft saved: version {version}.")
APPROVE = Text(fr="Approuver la version {version}", en="Approve version {version}")
APPROVE_SAID = Text(
    fr="Une version approuvée ne change plus : elle paie toutes les périodes encore ouvertes.",
    en="An approved version no longer changes: it pays all periods that are still open.",
)
SAVE_FIRST = Text(
    fr="Des modifications ne sont pas enregistrées : enregistrez le brouillon avant de l’approuver.",
    en="Some changes are not saved: save the draft before approving it.",
)
APPROVED = Text(
    fr="Version {version} approuvée : elle paie les périodes ouvertes.",
    en="Version {version} approved: it pays the open periods.",
)
SHEETS = {
    "plan": Text(fr="Plan", en="Plan"),
    "component": Text(fr="Composantes", en="Components"),
    "curve": Text(fr="Courbes", en="Curves"),
    "rate_table": Text(fr="Tranches", en="Tiers"),
    "surface": Text(fr="Grilles", en="Grids"),
    "modifier": Text(fr="Modulations", en="Modifiers"),
    "condition": Text(fr="Conditions", en="Conditions"),
    "phasing": Text(fr="Saisonnalité", en="Phasing"),
    "assignment": Text(fr="Bénéficiaires", en="Payees"),
    "absence": Text(fr="Absences", en="Absences"),
}
COLUMNS = {
    "id": Text(fr="Code", en="Code"),
    "name_fr": Text(fr="Nom français", en="French name"),
    "name_en": Text(fr="Nom anglais", en="English name"),
    "fiscal_year": Text(fr="Exercice", en="Fiscal year"),
    "period_start": Text(fr="Du", en="From"),
    "period_end": Text(fr="Au", en="To"),
    "frequency": Text(fr="Périodicité", en="Frequency"),
    "currency": Text(fr="Devise", en="Currency"),
    "rounding": Text(fr="Arrondi", en="Rounding"),
    "status": Text(fr="État", en="State"),
    "version": Text(fr="Version", en="Version"),
    "supersedes": Text(fr="Remplace", en="Supersedes"),
    "approved_by": Text(fr="Approuvé par", en="Approved by"),
    "approved_at": Text(fr="Approuvé le", en="Approved on"),
    "document_ref": Text(fr="Document", en="Document"),
    "proration": Text(fr="Prorata", en="Proration"),
    "total_cap": Text(fr="Plafond total", en="Total cap"),
    "carry_forward": Text(fr="Jamais négatif", en="Never negative"),
    "plan": Text(fr="Plan", en="Plan"),
    "key": Text(fr="Code", en="Code"),
    "label": Text(fr="Libellé", en="Label"),
    "weight": Text(fr="Poids", en="Weight"),
    "kind": Text(fr="Nature", en="Kind"),
    "measure": Text(fr="Mesure", en="Measure"),
    "aggregation": Text(fr="Cumul", en="Aggregation"),
    "accumulate_across_periods": Text(fr="Cumule les montants", en="Accumulates amounts"),
    "target_incentive": Text(fr="Variable cible", en="Target incentive"),
    "cap": Text(fr="Plafond", en="Cap"),
    "families": Text(fr="Familles", en="Families"),
    "key_only": Text(fr="Comptes clés seuls", en="Key accounts only"),
    "component": Text(fr="Composante", en="Component"),
    "point": Text(fr="Point", en="Point"),
    "attainment": Text(fr="Taux d’atteinte", en="Attainment"),
    "payout": Text(fr="Part payée", en="Payout"),
    "cliff": Text(fr="Seuil", en="Cliff"),
    "method": Text(fr="Méthode", en="Method"),
    "input": Text(fr="Lu sur", en="Read on"),
    "edge": Text(fr="Borne", en="Edge"),
    "from_value": Text(fr="De", en="From"),
    "to_value": Text(fr="À", en="To"),
    "rate": Text(fr="Taux", en="Rate"),
    "gap_policy": Text(fr="Si trou", en="If gap"),
    "below_first": Text(fr="En dessous", en="Below"),
    "above_last": Text(fr="Au-delà", en="Beyond"),
    "other": Text(fr="Second critère", en="Second criterion"),
    "other_from": Text(fr="Second, de", en="Second, from"),
    "other_to": Text(fr="Second, à", en="Second, to"),
    "effect": Text(fr="Effet", en="Effect"),
    "value": Text(fr="Valeur", en="Value"),
    "components": Text(fr="Composantes touchées", en="Components touched"),
    "modifier": Text(fr="Modulation", en="Modifier"),
    "comparison": Text(fr="Comparaison", en="Comparison"),
    "month": Text(fr="Mois", en="Month"),
    "share": Text(fr="Part", en="Share"),
    "payee": Text(fr="Matricule", en="Person id"),
    "from_on": Text(fr="Du", en="From"),
    "to_on": Text(fr="Au", en="To"),
}
OPTIONS = {
    "month": Text(fr="mois", en="month"),
    "quarter": Text(fr="trimestre", en="quarter"),
    "half": Text(fr="semestre", en="half-year"),
    "year": Text(fr="année", en="year"),
    "per_component": Text(fr="par composante", en="by component"),
    "total": Text(fr="sur le total", en="on the total"),
    "draft": Text(fr="brouillon", en="draft"),
    "approved": Text(fr="approuvé", en="approved"),
    "locked": Text(fr="figé", en="locked"),
    "archived": Text(fr="archivé", en="archived"),
    "calendar_days": Text(fr="jours", en="days"),
    "months": Text(fr="mois entiers", en="whole months"),
    "period": Text(fr="période seule", en="period alone"),
    "ytd": Text(fr="cumul annuel", en="year to date"),
    "whole": Text(fr="au premier euro", en="whole amount"),
    "marginal": Text(fr="par tranches", en="marginal"),
    "interpolated": Text(fr="interpolé", en="interpolated"),
    "step_payout": Text(fr="paliers", en="steps"),
    "amount": Text(fr="montant", en="amount"),
    "attainment": Text(fr="taux d’atteinte", en="attainment"),
    "lower_inclusive": Text(fr="à la tranche qu’elle ouvre", en="to the tier it opens"),
    "upper_inclusive": Text(fr="à la tranche qu’elle ferme", en="to the tier it closes"),
    "extend": Text(fr="continue", en="goes on"),
    "hold": Text(fr="s’arrête", en="stops"),
    "multiply": Text(fr="multiplie", en="multiplies"),
    "zero": Text(fr="annule", en="pays nothing"),
    "cap": Text(fr="plafonne", en="caps"),
    "revenue": Text(fr="CA", en="revenue"),
    "margin": Text(fr="marge brute", en="gross margin"),
    "quantity": Text(fr="quantité", en="quantity"),
    "cash": Text(fr="encaissements", en="collected cash"),
    "new_business": Text(fr="nouveaux clients", en="new customers"),
    "key_growth": Text(fr="croissance des comptes clés", en="key-account growth"),
    "retention": Text(fr="CA conservé", en="revenue kept"),
    "manual_score": Text(fr="objectif noté", en="judged objective"),
}
