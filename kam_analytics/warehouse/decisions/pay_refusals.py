"""Why the store refuses a decision about pay; each error says what is wrong and what to do next."""

from dataclasses import dataclass

from kam_analytics.core.errors import KamError, NotAllowed
from kam_analytics.core.text import Text
from kam_analytics.warehouse.decisions.plan_versions import KEEP_CLOSED


@dataclass(eq=False)
class ControlRefused(KamError):
    """The period is not in the required state."""

    plan: str
    start: str
    why_fr: str
    why_en: str

    what = Text(
        fr="La période du plan « {plan} » qui commence le {start} n’a pas été modifiée : {why_fr}.",
        en="The period of plan “{plan}” beginning on {start} was not changed: {why_en}.",
    )
    next_step = Text(
        fr="Rechargez la page pour voir l’état actuel, puis recommencez si c’est encore utile.",
        en="Reload the page to see the current state, then try again if it is still needed.",
    )


@dataclass(eq=False)
class StatementsMissing(KamError):
    """A period with statements that cannot be computed: closing it would lose their pay."""

    plan: str
    people: str

    what = Text(
        fr="La période du plan « {plan} » n’est pas clôturée : un décompte n’est pas calculable ({people}).",
        en="The period of plan “{plan}” is not closed: a statement cannot be computed ({people}).",
    )
    next_step = Text(
        fr="Importez l’objectif ou le résultat qui manque, ou remplacez le montant et dites pourquoi.",
        en="Import the missing target or result, or replace the amount and say why.",
    )


@dataclass(eq=False)
class WordsRefused(KamError):
    """A reason, a question or an answer that is missing or too long."""

    longest: int

    what = Text(
        fr="Il faut un texte de {longest} caractères au plus : rien n’a été enregistré.",
        en="A text of at most {longest} characters is needed: nothing was kept.",
    )
    next_step = Text(
        fr="Écrivez en une ou deux phrases ce qui s’est passé, puis recommencez.",
        en="Say in one or two sentences what happened, then try again.",
    )


@dataclass(eq=False)
class FigureRefused(KamError):
    """Not a number, or not a possible amount of pay."""

    value: str

    what = Text(
        fr="« {value} » n’est pas un chiffre qu’un décompte peut porter : rien n’a été enregistré.",
        en="“{value}” is no figure that a statement can hold: nothing was kept.",
    )
    next_step = Text(fr="Corrigez le chiffre, puis recommencez.", en="Correct the figure, then try again.")


@dataclass(eq=False)
class AnswerRefused(WordsRefused):
    """A question that does not exist, or was already answered."""

    what = Text(
        fr="Cette question n’existe pas, ou elle a déjà sa réponse : rien n’a été enregistré.",
        en="This question does not exist, or it has its answer already: nothing was kept.",
    )
    next_step = Text(
        fr="Rechargez la page, puis choisissez une question sans réponse.",
        en="Reload the page, then choose a question without an answer.",
    )


@dataclass(eq=False)
class VersionRefused(ControlRefused):
    """A version that cannot be approved; `start` is not used."""

    what = Text(
        fr="Cette version du plan « {plan} » n’a pas été approuvée : {why_fr}.",
        en="This version of plan “{plan}” was not approved: {why_en}.",
    )


@dataclass(eq=False)
class VersionBreaksClosed(VersionRefused):
    """A version that is incompatible with closed periods of the plan."""

    next_step = KEEP_CLOSED


@dataclass(eq=False)
class OwnFigure(NotAllowed):
    """Somebody who decides about pay and is on the plan themselves."""

    what = Text(
        fr="Personne ne remplace les chiffres de sa propre rémunération : rien n’a été enregistré.",
        en="Nobody replaces the figures of their own pay: nothing was kept.",
    )
    next_step = Text(
        fr="Demandez-le à une autre personne qui voit toutes les rémunérations.",
        en="Ask somebody else who may see all pay.",
    )
