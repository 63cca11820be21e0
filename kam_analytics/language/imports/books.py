"""Texts of the reconciliation between imported revenue and the revenue that finance publishes."""

from kam_analytics.core.text import Text

# Of the badge, which stands beside the filters in one line of a laptop; what it leads to says the rest.
BADGE = Text(fr="CA rapproché jusqu’à {month}", en="Books reconciled until {month}")
BADGE_BUT = Text(
    fr="CA rapproché jusqu’à {month}, sauf {count} mois",
    en="Books reconciled until {month}, except {count}",
)
BADGE_NONE = Text(fr="Aucun mois rapproché avec la comptabilité", en="No month reconciled with the books")
COUNTED_ONE, COUNTED_MANY = Text(fr="{n}", en="{n} month"), Text(fr="{n}", en="{n} months")
OK = Text(
    fr="Rapproché avec la comptabilité jusqu’à fin {month}.",
    en="Reconciled with the books until the end of {month}.",
)
BUT = Text(
    fr="Rapproché avec la comptabilité jusqu’à fin {month}, sauf {count} mois (importé − publié) : {gaps}.",
    en="Reconciled with the books until the end of {month}, except {count} (imported − published): {gaps}.",
)
NONE = Text(
    fr="Aucun des mois publiés par la comptabilité n’est rapproché du CA importé.",
    en="None of the months published by finance agrees with the imported revenue.",
)
GAP = Text(fr="{month}, {gap}", en="{month}, {gap}")

TABLE = Text(fr="Rapprochement avec la comptabilité, mois par mois", en="Reconciliation with the books, month by month")
PUBLISHED = Text(fr="CA publié", en="Published revenue")
IMPORTED = Text(fr="CA importé", en="Imported revenue")
DIFFERENCE = Text(fr="Écart", en="Gap")
STATE = Text(fr="État", en="State")
AGREES = Text(fr="rapproché", en="reconciled")
EXPLAINED = Text(fr="écart expliqué", en="gap explained")
OPEN = Text(fr="à expliquer", en="to explain")
REASON = Text(fr="Motif", en="Reason")
RULE = Text(
    fr="Un mois est rapproché quand l’écart ne dépasse pas {share} du CA publié, ou quand son motif est donné."
    " Un motif vaut pour l’écart qu’il explique : si un import le change, le mois est de nouveau à expliquer.",
    en="A month is reconciled when the gap is at most {share} of the published revenue, or when its reason is given."
    " A reason holds for the gap it explains: if an import changes it, the month is to be explained again.",
)
EXPLAIN = Text(fr="Expliquer un écart", en="Explain a gap")
WHICH = Text(fr="Mois", en="Month")
WHY = Text(fr="D’où vient l’écart ?", en="Where does the gap come from?")
WHY_HINT = Text(
    fr="Par exemple : avoir annuel comptabilisé, pas encore facturé.",
    en="For example: yearly rebate booked, not yet invoiced.",
)
KEEP = Text(fr="Enregistrer le motif", en="Keep the reason")
KEPT = Text(fr="Motif enregistré pour {month}.", en="Reason kept for {month}.")
