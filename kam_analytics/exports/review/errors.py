"""Why a pack is not written: each says what is wrong and what to do."""

from dataclasses import dataclass

from kam_analytics.core.errors import KamError
from kam_analytics.core.text import Text


@dataclass(eq=False)
class EmptyPack(KamError):
    """There is nothing to put on a slide."""

    what = Text(fr="Il n’y a rien à mettre dans ce dossier de revue.", en="There is nothing to put into this pack.")
    next_step = Text(
        fr="Choisissez un trimestre qui a des factures, ou élargissez les filtres.",
        en="Choose a quarter that has invoices, or widen the filters.",
    )


@dataclass(eq=False)
class EmptyChart(KamError):
    """A chart of the pack would show nothing."""

    slide: Text
    chart: Text

    what = Text(
        fr="La page « {slide} » aurait un graphique vide : {chart}. Le fichier n’a pas été écrit.",
        en="The slide “{slide}” would have an empty chart: {chart}. The file was not written.",
    )
    next_step = Text(
        fr="Masquez cette page, ou choisissez un trimestre dont les données la remplissent.",
        en="Hide this slide, or choose a quarter whose data fill it.",
    )


@dataclass(eq=False)
class FigureDiffers(KamError):
    """A figure in the file is not the one of the slide."""

    slide: str
    written: str
    expected: str

    what = Text(
        fr="La page « {slide} » porterait « {written} » au lieu de « {expected} » : le fichier n’a pas été écrit.",
        en="The slide “{slide}” would say “{written}” instead of “{expected}”: the file was not written.",
    )
    next_step = Text(
        fr="Recommencez ; si l’écart revient, exportez la page en classeur et signalez ce message.",
        en="Try again; if the difference returns, export the page as a workbook and report this message.",
    )


@dataclass(eq=False)
class UnknownToken(KamError):
    """The template contains tokens that name nothing."""

    tokens: str
    known: str

    what = Text(
        fr="Le modèle contient des repères inconnus : {tokens}. Le fichier n’a pas été écrit.",
        en="The template contains unknown tokens: {tokens}. The file was not written.",
    )
    next_step = Text(
        fr="Corrigez-les dans le modèle. Les repères connus pour cette revue : {known}.",
        en="Correct them in the template. The tokens known for this review: {known}.",
    )


@dataclass(eq=False)
class TokenInSentence(KamError):
    """A chart or a table is wanted in the middle of a text."""

    token: str

    what = Text(
        fr="Le repère {token} se trouve au milieu d’un texte, où un graphique ou un tableau n’a pas de place.",
        en="The token {token} stands within a text, where a chart or a table has no room.",
    )
    next_step = Text(
        fr="Mettez-le seul dans une zone de texte : le graphique ou le tableau en prendra la place et la taille.",
        en="Put it alone into a text box: the chart or the table takes its place and size.",
    )


@dataclass(eq=False)
class BadTemplate(KamError):
    """The template is no presentation that can be filled."""

    problem: Text

    what = Text(
        fr="Ce modèle ne peut pas être utilisé : {problem}.",
        en="This template cannot be used: {problem}.",
    )
    next_step = Text(
        fr="Ouvrez-le dans PowerPoint et enregistrez-le comme présentation .pptx sans mot de passe.",
        en="Open it in PowerPoint and save it as a .pptx presentation without a password.",
    )


@dataclass(eq=False)
class UnknownQuarter(KamError):
    """A quarter that is none, or of which there is no invoice."""

    quarter: str
    first: str
    last: str

    what = Text(
        fr="« {quarter} » n’est pas un trimestre dont les données ont des factures.",
        en="“{quarter}” is not a quarter of which the data have invoices.",
    )
    next_step = Text(
        fr="Donnez un trimestre de {first} à {last}, par exemple --quarter {last} ; sans l’option, c’est le dernier"
        " trimestre complet.",
        en="Give a quarter from {first} to {last}, for example --quarter {last}; without the option it is the last"
        " whole quarter.",
    )


@dataclass(eq=False)
class UnknownEnding(KamError):
    """A file whose ending names no format of a pack."""

    file: str

    what = Text(
        fr="« {file} » : la fin du nom ne dit pas dans quel format écrire.",
        en="“{file}”: the ending of the name does not say which format to write.",
    )
    next_step = Text(
        fr="Terminez le nom par .pptx, .xlsx ou .pdf, ou ajoutez --for pour écrire un dossier.",
        en="End the name with .pptx, .xlsx or .pdf, or add --for to write a folder.",
    )


@dataclass(eq=False)
class NobodyToWriteFor(KamError):
    """A batch without anybody in it."""

    group: str

    what = Text(
        fr="--for {group} : il n’y a personne, ou aucun compte, pour qui écrire.",
        en="--for {group}: there is nobody, and no account, to write for.",
    )
    next_step = Text(
        fr="Importez le fichier des personnes et l’affectation des comptes, puis recommencez.",
        en="Import the file of people and the caretakers of accounts, then try again.",
    )
