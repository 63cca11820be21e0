"""The notes of the workbook of pay plans."""

from kam_analytics.core.text import Text

PLAN_NAME = Text(fr="Variable des KAM 2026", en="KAM variable pay 2026")
LABELS = {
    "revenue": Text(fr="Chiffre d’affaires", en="Revenue"),
    "margin": Text(fr="Marge brute", en="Gross margin"),
    "key_growth": Text(fr="Croissance des comptes clés", en="Key account growth"),
    "abp_quality": Text(fr="Qualité du plan de compte", en="Account plan quality"),
}
REQUIRED = Text(fr="Obligatoire.", en="Required.")
OPTIONAL = Text(fr="Facultatif.", en="Optional.")
EXAMPLE_PLAN = Text(
    fr="Code du plan. L’exemple est un brouillon : il ne paie personne. Remplacez-le ; un plan n’est calculé qu’avec"
    " le statut « approved ».",
    en="Code of the plan. The example is a draft: it pays nobody. Replace it; a plan is computed only with the status"
    " “approved”.",
)
FORMS = {
    "text": Text(fr="Texte.", en="Text."),
    "date": Text(fr="Date.", en="Date."),
    "number": Text(fr="Nombre ou pourcentage.", en="Number or percentage."),
    "integer": Text(fr="Nombre entier.", en="Whole number."),
    "flag": Text(fr="Oui ou non.", en="Yes or no."),
}
NOTES = {
    "weight": Text(
        fr="Part de la variable cible : le total d’un plan fait 100 %. 0 pour une commission.",
        en="Share of the target incentive: a plan adds up to 100%. 0 for a commission.",
    ),
    "target_incentive": Text(
        fr="Montant en euros à 100 % d’atteinte, pour toute la période. Le total du plan est réparti par les poids ;"
        " vide partout : la variable de chaque personne (fichier de l’équipe commerciale).",
        en="Amount in euros at 100% attainment, for the whole period. The plan’s total is shared by the weights; empty"
        " everywhere: each person’s own (sales team file).",
    ),
    "cap": Text(
        fr="Au plus, en part de la variable cible (1,5 = 150 %). Une courbe sans plafond est refusée ; une"
        " commission n’en a pas.",
        en="At most, as a share of the target incentive (1.5 = 150%). A curve without a cap is refused; a"
        " commission has none.",
    ),
    "total_cap": Text(
        fr="Plafond du plan entier, en part de la variable cible (1,5 = 150 %) ; vide : aucun.",
        en="Cap of the whole plan, as a share of the target incentive (1.5 = 150%); empty: none.",
    ),
    "attainment": Text(fr="Taux d’atteinte (0,8 = 80 %).", en="Attainment (0.8 = 80%)."),
    "frequency": Text(
        fr="Périodes de paie ; à dire pour chaque plan. Ne change plus une fois une période clôturée.",
        en="Pay periods; to be said for every plan. It no longer changes once a period is closed.",
    ),
    "currency": Text(
        fr="Devise des montants : celle de l’application ; vide : la même.",
        en="Currency of the amounts: the application’s; empty: the same.",
    ),
    "from": Text(
        fr="Premier jour, ou borne de la tranche ; vide sur la première tranche : 0.",
        en="First day, or bound of the tier; empty on the first tier: 0.",
    ),
    "to": Text(
        fr="Dernier jour, ou borne de la tranche ; vide : sans fin.",
        en="Last day, or bound of the tier; empty: no end.",
    ),
    "value": Text(
        fr="Modulation : facteur ou plafond (0,75 = 75 %). Condition : taux d’atteinte (0,98 = 98 %) ou note.",
        en="Modifier: factor or cap (0.75 = 75%). Condition: attainment (0.98 = 98%) or score.",
    ),
    "payout": Text(
        fr="Courbe et paliers : part de la variable cible payée. Méthode « interpolated » : montant gagné en"
        " traversant toute la tranche.",
        en="Curve and steps: share of the target incentive paid. Method “interpolated”: amount earned by crossing"
        " the whole tier.",
    ),
    "cliff": Text(
        fr="Oui sur le premier point : rien n’est payé en dessous.",
        en="Yes on the first point: nothing is paid below it.",
    ),
    "method": Text(
        fr="whole : le taux atteint vaut pour tout. marginal : chaque tranche à son taux. interpolated : montant par"
        " tranche. step_payout : palier en part de la cible.",
        en="whole: the rate reached applies to everything. marginal: each tier at its rate. interpolated: amount by"
        " tier. step_payout: step as a share of the target.",
    ),
    "edge": Text(
        fr="À qui appartient la borne : lower_inclusive, à la tranche qu’elle ouvre ; upper_inclusive, à celle"
        " qu’elle ferme. Obligatoire avec whole et step_payout ; ne change rien ailleurs.",
        en="Who owns the bound: lower_inclusive, the tier it opens; upper_inclusive, the tier it closes. Required with"
        " whole and step_payout; it changes nothing elsewhere.",
    ),
    "input": Text(
        fr="amount : les bornes sont des euros. attainment : des taux d’atteinte. À dire pour chaque tranche.",
        en="amount: bounds are euros. attainment: bounds are attainments. To be said for every tier.",
    ),
    "above_last": Text(
        fr="Au-delà de la dernière borne : extend (continue) ou hold (s’arrête).",
        en="Beyond the last bound: extend (goes on) or hold (stops).",
    ),
    "status": Text(
        fr="draft : brouillon. approved : payé. locked : figé. archived : ancien.",
        en="draft, approved (paid), locked (fixed), archived.",
    ),
    "rounding": Text(
        fr="Arrondi au centime par composante (per_component) ou sur le total (total) ; vide : per_component.",
        en="Rounded to the cent by component (per_component) or on the total (total); empty: per_component.",
    ),
    "proration": Text(
        fr="Prorata des arrivées et départs : calendar_days (jours) ou months (mois entiers) ; vide : calendar_days.",
        en="Proration of arrivals and departures: calendar_days or months (whole months); empty: calendar_days.",
    ),
    "measure": Text(
        fr="Ce qui est mesuré ; manual_score : une note saisie (fichier « Objectifs notés »). Dans une condition : une"
        " composante, une mesure, ou le nom d’un objectif noté.",
        en="What is measured; manual_score: a score given by a person (file “Judged objectives”). In a condition: a"
        " component, a measure, or the name of a judged objective.",
    ),
    "families": Text(
        fr="Familles de produits comptées, séparées par des points-virgules ; vide : toutes.",
        en="Product families that count, separated by semicolons; empty: all of them.",
    ),
    "key_only": Text(
        fr="Oui : seuls comptent les comptes clés au début de la période.",
        en="Yes: only accounts that are key when the period begins count.",
    ),
    "aggregation": Text(
        fr="period : chaque période seule. ytd : cumul depuis le début de l’année, déduction faite du déjà acquis."
        " Vide : period.",
        en="period: each period alone. ytd: from the start of the year, less what was earned before. Empty: period.",
    ),
    "carry_forward": Text(
        fr="Oui : une échéance n’est jamais négative ; les suivantes absorbent le trop-versé.",
        en="Yes: an instalment is never negative; the next ones absorb what was overpaid.",
    ),
    "other": Text(
        fr="Composante ou mesure du second critère (margin…) : son taux d’atteinte se lit en largeur.",
        en="Component or measure of the second criterion (margin…): its attainment is read across.",
    ),
    "other_from": Text(
        fr="Taux d’atteinte du second critère, à partir de.", en="Attainment of the second criterion, from."
    ),
    "other_to": Text(
        fr="Taux d’atteinte du second critère, jusqu’à (exclu) ; vide : sans fin.",
        en="Attainment of the second criterion, up to (excluded); empty: no end.",
    ),
    "effect": Text(
        fr="multiply : multiplie par la valeur. zero : ne paie rien. cap : plafonne à la valeur.",
        en="multiply: by the value. zero: pays nothing. cap: at most the value.",
    ),
    "components": Text(
        fr="Composantes touchées, séparées par des points-virgules ; vide : toutes.",
        en="Components it touches, separated by semicolons; empty: all of them.",
    ),
    "modifier": Text(
        fr="Code de la modulation ; toutes ses conditions doivent être remplies.",
        en="Code of the modifier; all its conditions must hold.",
    ),
    "comparison": Text(fr="Comparaison du taux d’atteinte ou de la note.", en="How the attainment or score compares."),
    "month": Text(fr="Mois de 1 à 12.", en="Month, 1 to 12."),
    "payee": Text(
        fr="Matricule de la personne, comme dans le fichier de l’équipe commerciale.",
        en="The person id, as in the sales team file.",
    ),
    "share": Text(
        fr="Personne : sa part du plan (1 = 100 %) ; vide : 1. Mois : sa part de l’objectif annuel.",
        en="Person: their share of the plan (1 = 100%); empty: 1. Month: its share of the yearly target.",
    ),
}
# The usual values of columns; those restricted to their values are listed in `plans.vocabulary.WORDS`.
CHOICES = {
    "kind": ("quota_curve", "commission_rate", "mbo", "milestone", "spiff", "growth", "stepped"),
    "measure": (
        "revenue",
        "margin",
        "key_growth",
        "retention",
        "new_business",
        "cash",
        "quantity",
        "manual_score",
    ),
    "point": ("threshold", "target", "excellence"),
    "gap_policy": ("error",),
}
