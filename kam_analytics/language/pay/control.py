"""Texts of the control of pay periods."""

from kam_analytics.core.text import Text

TITLE = Text(fr="Périodes et décomptes", en="Periods and statements")
NOTHING_DUE = Text(fr="Périodes de paie : aucune n’est terminée au {day}.", en="Pay periods: none has ended by {day}.")
STATES_SAID = Text(fr="Périodes de paie au {day} : {states}.", en="Pay periods as of {day}: {states}.")
STATES_ONE = {
    "paid": Text(fr="1 versée", en="1 paid"),
    "closed": Text(fr="1 acquise", en="1 earned"),
    "open": Text(fr="1 à clôturer", en="1 to close"),
    "running": Text(fr="1 en cours", en="1 running"),
}
STATES_MANY = {
    "paid": Text(fr="{n} versées", en="{n} paid"),
    "closed": Text(fr="{n} acquises", en="{n} earned"),
    "open": Text(fr="{n} à clôturer", en="{n} to close"),
    "running": Text(fr="{n} en cours", en="{n} running"),
}
PERIODS = Text(fr="Périodes de paie", en="Pay periods")
LINES = Text(fr="Décomptes par période et composante", en="Statements by period and component")
CORRECTIONS = Text(fr="Corrections et régularisations", en="Corrections and adjustments")
QUESTIONS = Text(fr="Questions et réponses", en="Questions and answers")
UNCREDITED = Text(
    fr="Lignes de mes comptes non créditées, et pourquoi : {period}",
    en="Lines of my accounts not credited, and why: {period}",
)
UNCREDITED_OF_ALL = Text(
    fr="Lignes des comptes de chaque KAM non créditées, et pourquoi : {period}",
    en="Lines of each KAM’s accounts not credited, and why: {period}",
)
UNCREDITED_TABLE = Text(
    fr="Lignes des comptes de chacun en {period}, créditées ou non, par composante",
    en="Lines of each person’s accounts in {period}, credited or not, by component",
)
UNCREDITED_LINES = Text(
    fr="Les lignes non créditées en {period}, les plus grosses d’abord",
    en="The lines not credited in {period}, the largest first",
)
DAY, INVOICE = Text(fr="Date", en="Date"), Text(fr="Facture", en="Invoice")
SOURCE_FILE, SOURCE_ROW = Text(fr="Fichier", en="File"), Text(fr="Ligne du fichier", en="Row in the file")
UNCREDITED_NOTE = Text(
    fr="Les comptes d’une personne : ceux qu’elle suit aujourd’hui, et ceux qu’elle suivait le jour de la facture."
    " Crédité et non crédité font ensemble toutes les lignes de ces comptes.",
    en="A person’s accounts: those in their care today, and those in their care on the day of the invoice."
    " Credited and not credited together make all the lines of these accounts.",
)
PLAN, PERIOD = Text(fr="Plan", en="Plan"), Text(fr="Période", en="Period")
VERSION = Text(fr="Version", en="Version")
STATE = Text(fr="État", en="State")
CLOSED_ON, CLOSED_BY = Text(fr="Clôturée le", en="Closed on"), Text(fr="Clôturée par", en="Closed by")
PAID_ON, PAID_BY = Text(fr="Versée le", en="Paid on"), Text(fr="Versée par", en="Paid by")
PEOPLE = Text(fr="Personnes", en="People")
TOTAL = Text(fr="Montant", en="Amount")
CHECKED = Text(fr="Recalcul", en="Recomputation")
INTACT = Text(fr="identique", en="identical")
DIFFERS = Text(fr="différent : à vérifier", en="different: to be checked")
STATES = {
    "running": Text(fr="en cours", en="running"),
    "open": Text(fr="estimé", en="estimated"),
    "closed": Text(fr="acquis", en="earned"),
    "paid": Text(fr="versé", en="paid"),
}
NAME, COMPONENT = Text(fr="Nom", en="Name"), Text(fr="Composante", en="Component")
TARGET, RESULT = Text(fr="Objectif", en="Target"), Text(fr="Réalisé", en="Actual")
ATTAINMENT = Text(fr="Taux d’atteinte", en="Attainment")
RULE = Text(fr="Règle appliquée", en="Rule applied")
COMPUTED = Text(fr="Calculé", en="Computed")
KEPT = Text(fr="Retenu", en="Kept")
COMPUTED_AMOUNT, KEPT_AMOUNT = (
    Text(fr="Montant calculé", en="Computed amount"),
    Text(fr="Montant retenu", en="Kept amount"),
)
WHAT, ON = Text(fr="Corrigé", en="Corrected"), Text(fr="Le", en="On")
ADJUSTED = Text(fr="régularisation", en="adjustment")
REASON = Text(fr="Motif", en="Reason")
QUESTION, ANSWER = Text(fr="Question", en="Question"), Text(fr="Réponse", en="Answer")
ASKED_ON, ANSWERED_ON = Text(fr="Posée le", en="Asked on"), Text(fr="Répondue le", en="Answered on")
ASKED_BY, ANSWERED_BY = Text(fr="Par", en="By"), Text(fr="Réponse de", en="Answered by")
NUMBER_OF_LINES = Text(fr="Lignes", en="Lines")
ACCOUNTS = Text(fr="Comptes", en="Accounts")
INVOICED = Text(fr="CA facturé", en="Invoiced")
CREDITED_AMOUNT = Text(fr="CA crédité", en="Credited")
NOT_CREDITED_AMOUNT = Text(fr="CA non crédité", en="Not credited")
WHOLE = Text(fr="Tout le décompte", en="The whole statement")
ADJUSTMENT = Text(fr="Régularisation : {period}", en="Adjustment: {period}")
TO_DATE = Text(fr="cumul annuel", en="year to date")
ALONE = Text(fr="période seule", en="period alone")
FIELDS = {
    "target": Text(fr="objectif", en="target"),
    "result": Text(fr="réalisé", en="actual"),
    "payout": Text(fr="montant", en="amount"),
}
UNPLACED = Text(
    fr="à régulariser hors du plan : aucune période ouverte ne peut la prendre",
    en="to put right outside the plan: no open period can take it",
)
CAUSES = {
    "result": Text(
        fr="{component} : réalisé {before} devenu {after}", en="{component}: actual {before} became {after}"
    ),
    "target": Text(
        fr="{component} : objectif {before} devenu {after}", en="{component}: target {before} became {after}"
    ),
    "score": Text(fr="{component} : note {before} devenue {after}", en="{component}: score {before} became {after}"),
    "gone": Text(fr="la personne n’est plus dans le plan", en="the person is no longer on the plan"),
    "incentive": Text(fr="variable cible modifiée", en="target variable changed"),
    "presence": Text(fr="présence modifiée", en="presence changed"),
}
GATE = Text(fr="condition « {gate} » appliquée", en="condition “{gate}” applied")
UNDECIDED = Text(
    fr="Conditions sans effet tant qu’une donnée manque : {gates}. Importez la note ou le résultat avant de clôturer.",
    en="Conditions without effect while a figure is missing: {gates}. Import the score or the result before closing.",
)
UNDECIDED_ONE = Text(fr="« {gate} » ({name}, {period})", en="“{gate}” ({name}, {period})")
COMPUTABLE = Text(fr="Décomptes calculables", en="Statements computed")
CAUSE_UNKNOWN = Text(fr="calcul modifié", en="computation changed")
POSITIONS = {
    "curve": Text(fr="courbe {start} à {end}", en="curve {start} to {end}"),
    "rate_table": Text(fr="tranche {position} : {start} à {end}", en="tier {position}: {start} to {end}"),
    "surface": Text(fr="grille, rang {position} : {start} à {end}", en="grid, row {position}: {start} to {end}"),
}
POSITIONS_OPEN = {
    "curve": Text(fr="courbe au-delà de {start}", en="curve beyond {start}"),
    "rate_table": Text(fr="tranche {position}, au-delà de {start}", en="tier {position}, beyond {start}"),
    "surface": Text(fr="grille, rang {position}, au-delà de {start}", en="grid, row {position}, beyond {start}"),
}
BELOW = Text(fr="sous le seuil de {end}", en="below the threshold of {end}")
REASONS = {
    "credited": Text(fr="créditée", en="credited"),
    "shared": Text(fr="partagée : créditée en partie", en="shared: credited in part"),
    "own_group": Text(
        fr="société de votre groupe : une vente interne n’est créditée à personne",
        en="company of your own group: nobody is credited with an internal sale",
    ),
    "dates": Text(fr="avant l’arrivée ou après le départ du plan", en="before joining or after leaving the plan"),
    "other_kam": Text(fr="la ligne porte un autre commercial", en="the line carries another salesperson"),
    "other_assignment": Text(
        fr="le compte était confié à quelqu’un d’autre ce jour-là", en="the account was in other hands that day"
    ),
    "unpaid": Text(fr="pas encore encaissée", en="not collected yet"),
    "paid_elsewhere": Text(fr="encaissée dans une autre période", en="collected in another period"),
    "no_margin": Text(fr="marge inconnue", en="margin unknown"),
    "filter": Text(
        fr="hors du périmètre de la composante (familles, comptes clés, nouveaux clients)",
        en="outside what the component counts (families, key accounts, new customers)",
    ),
}
PAYEE_TWICE = Text(
    fr="« {name} » est deux fois sur le plan {plan}, sous deux noms : cette ligne ne compte pas. Retirez-la dans une"
    " nouvelle version du plan.",
    en="“{name}” is on plan {plan} twice, by two names: this row does not count. Take it off in a new version of the"
    " plan.",
)
CONVENTION = Text(
    fr="Estimé : période ouverte ; acquis : période clôturée et validée ; versé : payé. Une période clôturée ne change"
    " plus : ce qui arrive ensuite est régularisé sur la suivante.",
    en="Estimated: open period; earned: closed and validated; paid. A closed period no longer changes: what comes"
    " later is adjusted in the next one.",
)

ACT = Text(fr="Clôturer, verser, corriger, répondre", en="Close, pay, correct, answer")
ASK = Text(fr="Poser une question sur mon décompte", en="Ask about my statement")
CLOSE, PAY = Text(fr="Clôturer et valider", en="Close and validate"), Text(fr="Marquer versé", en="Mark as paid")
TO_CLOSE, TO_PAY = Text(fr="Période à clôturer", en="Period to close"), Text(fr="Période à verser", en="Period to pay")
CLOSE_HINT = Text(
    fr="Les décomptes de {count} sont figés tels quels, avec leurs lignes. C’est définitif.",
    en="The statements of {count} are frozen as they are, with their lines. This is final.",
)
COUNT_ONE, COUNT_MANY = Text(fr="1 personne", en="1 person"), Text(fr="{n} personnes", en="{n} people")
CLOSE_SAID = Text(
    fr="Une période clôturée ne se rouvre pas : ce qui vient ensuite est régularisé dans la suivante.",
    en="A closed period does not open again: what comes later is adjusted in the next one.",
)
PAY_SAID = Text(
    fr="Marquer versé ne s’annule pas : faites-le quand la paie est partie.",
    en="Marking as paid cannot be undone: do it once the payroll has gone.",
)
CONFIRM = Text(fr="Confirmer", en="Confirm")
CLOSED_DONE = Text(fr="{period} : clôturé.", en="{period}: closed.")
PAID_DONE = Text(fr="{period} : versé.", en="{period}: paid.")
WHO = Text(fr="Personne", en="Person")
FIELD, VALUE = Text(fr="Valeur à remplacer", en="Figure to replace"), Text(fr="Valeur retenue", en="Value to keep")
WHY = Text(fr="Motif (conservé avec votre nom)", en="Reason (kept with your name)")
REPLACE = Text(fr="Remplacer", en="Replace")
REPLACE_DONE = Text(fr="Valeur remplacée.", en="Figure replaced.")
TAKE_BACK = Text(fr="Retirer la correction", en="Take the correction back")
TAKEN_BACK = Text(fr="Correction retirée.", en="Correction taken back.")
WHICH_OVERRIDE = Text(fr="Correction en vigueur", en="Correction in force")
WHICH_QUESTION = Text(fr="Question sans réponse", en="Question without an answer")
YOUR_ANSWER = Text(fr="Votre réponse", en="Your answer")
SEND_ANSWER, SEND_QUESTION = Text(fr="Répondre", en="Answer"), Text(fr="Envoyer la question", en="Send the question")
ANSWERED = Text(fr="Réponse enregistrée.", en="Answer kept.")
WHICH_LINE = Text(fr="Ligne du décompte", en="Line of the statement")
YOUR_QUESTION = Text(fr="Votre question", en="Your question")
QUESTION_HINT = Text(
    fr="Ex. : la facture du 12 mars n’est pas dans le réalisé.", en="E.g. the invoice of 12 March is not in the actual."
)
ASKED = Text(fr="Question enregistrée : la réponse s’affichera ici.", en="Question kept: the answer will show here.")
