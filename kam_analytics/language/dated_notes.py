"""Texts of dated notes: on charts, in exports, and the form that takes them."""

from kam_analytics.core.text import Text

ABOUT = Text(fr="{about} : {wording}", en="{about}: {wording}")
ON_DAY = Text(fr="{first} · {note}", en="{first} · {note}")
ON_DAYS = Text(fr="du {first} au {last} · {note}", en="{first} to {last} · {note}")
SEVERAL = Text(fr="{count} notes", en="{count} notes")
LINES = Text(fr="Notes : {lines}", en="Notes: {lines}")

TITLE = Text(fr="Notes datées sur les graphiques", en="Dated notes on the charts")
SUBJECT = Text(fr="À propos de", en="About")
SUBJECTS = {
    "account": Text(fr="Un compte", en="An account"),
    "family": Text(fr="Une famille de produits", en="A product family"),
    "kam": Text(fr="Un KAM", en="A KAM"),
    "company": Text(fr="Toute l’entreprise", en="The whole company"),
}
WHICH = Text(fr="Lequel", en="Which one")
CHOOSE = Text(fr="Choisissez", en="Choose")
FROM, TO = Text(fr="Du", en="From"), Text(fr="Au (inclus)", en="To (included)")
WORDING = Text(fr="Ce qui s’est passé", en="What happened")
HINT = Text(fr="Hausse de prix, usine fermée, salon…", en="Price rise, plant closed, trade fair…")
SEEN_BY = Text(
    fr="Visible, sur chaque graphique dans le temps, par ceux qui voient ce dont elle parle, et par eux seuls.",
    en="Seen, on every chart over time, by those who see what it is about, and by them alone.",
)
KEEP = Text(fr="Enregistrer la note", en="Keep the note")
KEPT = Text(fr="C’est noté sur les graphiques.", en="Noted on the charts.")
WHICH_END = Text(fr="Note datée à retirer", en="Dated note to withdraw")
WITHDRAW = Text(fr="Retirer", en="Withdraw")
WITHDRAWN = Text(fr="La note est retirée des graphiques.", en="The note is off the charts.")
