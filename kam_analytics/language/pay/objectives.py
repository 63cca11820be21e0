"""Texts on the dates and the language of objectives, and on published pay figures."""

from kam_analytics.core.text import Text

TITLE = Text(fr="Objectifs : dates, langue et accusés de réception", en="Objectives: dates, language and receipts")
TABLE = Text(fr="Objectifs communiqués", en="Objectives as communicated")
ALL_WELL = Text(
    fr="Objectifs : tous communiqués au plus tard le premier jour de leur période, en français, avec accusé de"
    " réception.",
    en="Objectives: all communicated on the first day of their period at the latest, in French, with a receipt.",
)
FOUND = Text(
    fr="Objectifs à vérifier : {flagged} sur {total} (communiqués après le début de la période, non communiqués, pas en"
    " français ou sans accusé de réception).",
    en="Objectives to check: {flagged} of {total} (sent after the period began, not sent, not in French or without a"
    " receipt).",
)
PERIOD, RECEIPT = Text(fr="Période", en="Period"), Text(fr="Reçu le", en="Receipt on")
SET, DAYS_LATE = Text(fr="Fixé le", en="Set on"), Text(fr="Retard (jours)", en="Late (days)")
LANGUAGE = Text(fr="Langue", en="Language")
TO_CHECK = Text(fr="À vérifier", en="To check")
FLAGS = {
    "not_sent": Text(fr="pas de date d’envoi", en="no date of sending"),
    "sent_late": Text(fr="communiqué après le début de la période", en="sent after the period began"),
    "set_late": Text(fr="fixé après le début de la période", en="set after the period began"),
    "not_french": Text(fr="pas en français", en="not in French"),
    "no_language": Text(fr="langue inconnue", en="language unknown"),
    "not_acknowledged": Text(fr="pas d’accusé de réception", en="no receipt"),
}
RULES = {
    "late": Text(
        fr="Objectifs à communiquer en début de période, réalisables ; à défaut, la variable peut être due en entier"
        " (Cass. soc. 30 juin 2021 n° 19-25.519 ; 7 juin 2023 n° 21-23.232). Un objectif trimestriel est valable s’il"
        " est connu avant le trimestre.",
        en="Objectives have to be communicated at the start of the period and be achievable; otherwise the whole"
        " variable may be due (Cass. soc. 30 June 2021 no. 19-25.519; 7 June 2023 no. 21-23.232). A quarterly objective"
        " is valid if known before the quarter.",
    ),
    "french": Text(
        fr="Objectifs et plan à rédiger en français, sinon ils ne sont pas opposables au salarié (C. trav. art."
        " L. 1321-6 ; Cass. soc. 7 juin 2023 n° 21-20.322), sauf documents reçus de l’étranger.",
        en="Objectives and plan have to be in French, otherwise they cannot be held against the employee (C. trav. art."
        " L. 1321-6; Cass. soc. 7 June 2023 no. 21-20.322), except documents received from abroad.",
    ),
    "receipt": Text(
        fr="L’accusé de réception n’est pas une obligation : il prouve la date à laquelle l’objectif était connu.",
        en="A receipt is no obligation: it proves the day on which the objective was known.",
    ),
}
RULE_OF = {"not_sent": "late", "sent_late": "late", "set_late": "late", "not_french": "french", "no_language": "french"}
NOT_ADVICE = Text(
    fr="À titre d’information, ce n’est pas un avis juridique ; décisions citées d’après des extraits, à vérifier avant"
    " tout usage.",
    en="For information, this is no legal advice; rulings cited from excerpts, to be checked before any use.",
)
EXPOSURE = Text(
    fr="Si ces objectifs n’étaient pas opposables, la variable à 100 % des composantes concernées serait en cause :"
    " {amount} pour {people} KAM.",
    en="If these objectives could not be held against the employee, the pay at 100% of the components concerned would"
    " be at stake: {amount} for {people} KAMs.",
)
EXPOSURE_ONE = Text(
    fr="Si ces objectifs n’étaient pas opposables, la variable à 100 % des composantes concernées serait en cause :"
    " {amount} pour un KAM.",
    en="If these objectives could not be held against the employee, the pay at 100% of the components concerned would"
    " be at stake: {amount} for one KAM.",
)
EXPOSURES = Text(fr="Variable exposée par personne", en="Exposed pay by person")
EXPOSED = Text(fr="Variable exposée", en="Exposed pay")

BENCHMARK = Text(fr="Ordres de grandeur du métier (France)", en="Orders of magnitude of the profession (France)")
FIELD = Text(
    fr="Un KAM gagnerait {median} brut par an (médiane), entre {low} et {high}, dont {share} de variable, soit environ"
    " {about}.",
    en="A KAM is said to earn {median} gross a year (median), between {low} and {high}, {share} of it variable, about"
    " {about}.",
)
CAVEAT = Text(
    fr="Ces chiffres ne décrivent pas une même personne : {share} de {median} font {product}, pas {about}. Ordre de"
    " grandeur seulement, dont la source première n’a pas été retrouvée.",
    en="These figures do not describe one person: {share} of {median} is {product}, not {about}. An order of magnitude"
    " only, whose primary source was not found.",
)
READINGS = Text(fr="Lectures possibles de ces chiffres", en="Possible readings of these figures")
FIXED, VARIABLE = Text(fr="Fixe", en="Fixed"), Text(fr="Variable", en="Variable")
TOTAL = Text(fr="Total", en="Total")
OF_TOTAL = Text(fr="Variable ÷ total", en="Variable ÷ total")
OF_FIXED = Text(fr="Variable ÷ fixe", en="Variable ÷ fixed")
OWN = Text(
    fr="Votre variable à 100 % sur l’exercice : {own}.",
    en="Your variable pay at 100% over the year: {own}.",
)
