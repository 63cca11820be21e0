"""What the editor of pay plans says."""

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
