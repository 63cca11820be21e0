"""What a file that somebody sent would change."""

from kam_analytics.core.text import Text

EXAMINING = Text(fr="Essai sur une copie des données…", en="Trying it on a copy of the data…")
TOTAL = Text(fr="Lignes nouvelles : {rows}. Total : {total}.", en="New rows: {rows}. Total: {total}.")
ALL_OWN = Text(
    fr="Tous les comptes sont ceux de l’expéditeur, ou le fichier n’en nomme aucun.",
    en="All accounts are the sender’s, or the file names none.",
)
OUTSIDE_ONE = Text(
    fr="1 compte n’est pas à l’expéditeur : {accounts}.", en="1 account is not the sender’s: {accounts}."
)
OUTSIDE = Text(
    fr="{n} comptes ne sont pas à l’expéditeur : {accounts}.", en="{n} accounts are not the sender’s: {accounts}."
)
OUTSIDE_AMONG = Text(
    fr="{n} comptes ne sont pas à l’expéditeur, dont {accounts}.",
    en="{n} accounts are not the sender’s, among them {accounts}.",
)
NO_PAY_CHANGE = Text(fr="Aucun effet sur la rémunération à ce jour.", en="No effect on pay to date.")
NOT_COMPARABLE = Text(
    fr="L’effet sur la rémunération ne se compare pas : ce fichier prend la place de la démonstration.",
    en="The effect on pay cannot be compared: this file takes the place of the demonstration.",
)
PAY_OF = Text(fr="Change la rémunération de {people}.", en="Changes the pay of {people}.")
PAY_CHANGE = Text(
    fr="Rémunération à ce jour, {name} : {before} → {after}.", en="Pay to date, {name}: {before} → {after}."
)
