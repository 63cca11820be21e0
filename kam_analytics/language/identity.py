"""Texts of the page of accounts and groups, and texts of other pages on groups and changed codes."""

from kam_analytics.core.text import Text

LEAD = Text(
    fr="{count} rapprochements de comptes à examiner : {amount} de CA sur 12 mois.",
    en="{count} account matches to look at: {amount} of revenue over 12 months.",
)
LEAD_ONE = Text(
    fr="Un rapprochement de comptes à examiner : {amount} de CA sur 12 mois.",
    en="One account match to look at: {amount} of revenue over 12 months.",
)
LEAD_NONE = Text(fr="Aucun rapprochement de comptes à examiner.", en="No account match to look at.")
LEAD_RECODING = Text(
    fr="Vos codes ont-ils changé ? {count} remplacements probables, {amount} de CA.",
    en="Have your codes changed? {count} likely replacements, {amount} of revenue.",
)
EXPLAINED = Text(
    fr="Rien n’est réuni sans votre accord ; une décision est datée, signée et s’annule à tout moment.",
    en="Nothing is joined before you agree; a decision is dated, signed and can be undone any time.",
)
READ_ONLY = Text(
    fr="Vous voyez ce qui concerne vos comptes ; le directeur commercial ou le contrôleur de gestion décide.",
    en="You see what concerns your accounts; the commercial director or the controller decides.",
)
NOTHING_YET = Text(
    fr="Quand deux fichiers nomment autrement un même client, ou que deux codes se ressemblent, la paire est proposée"
    " ici. Importez par exemple les opportunités de votre CRM.",
    en="When two files name one customer differently, or two codes look alike, the pair is proposed here. Import, for"
    " example, the opportunities of your CRM.",
)
MATCHES, GROUPS, DECISIONS = (
    Text(fr="Rapprochements", en="Matches"),
    Text(fr="Groupes", en="Groups"),
    Text(fr="Décisions", en="Decisions"),
)

PROPOSED = Text(fr="Rapprochements proposés", en="Proposed matches")
SUBJECT, OBJECT = Text(fr="Ce compte", en="This account"), Text(fr="compterait sous", en="would count under")
SOURCES_OF = (Text(fr="Fichier, premier", en="File, first"), Text(fr="Fichier, second", en="File, second"))
REVENUES = (
    Text(fr="CA 12 mois, premier", en="12-month revenue, 1st"),
    Text(fr="CA 12 mois, second", en="12-month revenue, 2nd"),
)
WHY = Text(fr="Pourquoi", en="Why")
SCORE = Text(fr="Ressemblance", en="Likeness")
NAMED = Text(fr="{name} ({code})", en="{name} ({code})")
METHODS = {
    "siren": Text(fr="même SIREN", en="same SIREN"),
    "name": Text(
        fr="même nom, hors forme juridique et accents",
        en="same name but for form and accents",
    ),
    "order": Text(fr="mêmes mots, dans un autre ordre", en="same words in another order"),
    "code": Text(fr="le code reprend le début du nom", en="the code takes up the beginning of the name"),
    "similar": Text(fr="noms très proches", en="very similar names"),
    "amount": Text(fr="montants mensuels voisins", en="like monthly amounts"),
    "products": Text(fr="mêmes articles", en="same products"),
    "hand": Text(fr="à la main", en="by hand"),
}
SELECT_HINT = Text(
    fr="Cochez des lignes, puis acceptez-les ou refusez-les. Accepter : tout ce qui porte le nom ou le code de gauche"
    " compte sous celui de droite, à toutes les dates. Refuser : la paire n’est plus jamais proposée.",
    en="Tick rows, then accept or refuse them. Accept: everything under the name or code on the left counts under the"
    " one on the right, on every date. Refuse: the pair is never proposed again.",
)
ACCEPT = Text(fr="Accepter la sélection ({count})", en="Accept the selection ({count})")
REFUSE = Text(fr="Refuser la sélection ({count})", en="Refuse the selection ({count})")
ACCEPT_SURE = {
    "siren": Text(fr="Accepter les {count} paires de même SIREN", en="Accept the {count} pairs with the same SIREN"),
    "name": Text(fr="Accepter les {count} paires de même nom", en="Accept the {count} pairs with the same name"),
}

RECODING = {
    "account": Text(
        fr="{count} codes clients se sont arrêtés autour de {month}, et autant ont commencé au même moment pour des"
        " clients semblables. S’agit-il des mêmes clients sous un nouveau code ?",
        en="{count} customer codes stopped around {month}, and as many began at that moment for like customers."
        " Are they the same customers under a new code?",
    ),
    "family": Text(
        fr="{count} familles de produits se sont arrêtées autour de {month}, et autant ont commencé au même moment."
        " S’agit-il des mêmes familles sous un nouveau nom ?",
        en="{count} product families stopped around {month}, and as many began at that moment."
        " Are they the same families under a new name?",
    ),
}
YES_SAME = Text(fr="Oui, ce sont les mêmes ({count})", en="Yes, they are the same ({count})")
NO_OTHERS = Text(fr="Non, ils sont différents", en="No, they are different")
OLD, NEW = Text(fr="Ancien", en="Old"), Text(fr="Nouveau", en="New")
REVENUE_BEFORE = Text(fr="CA des 12 mois avant l’arrêt", en="Revenue, 12 months before it stopped")
REPLACED = {
    "account": Text(fr="Codes clients remplacés", en="Replaced customer codes"),
    "family": Text(fr="Familles remplacées", en="Replaced families"),
}
ASKED_ELSEWHERE = {
    "account": Text(
        fr="Attention : {count} codes clients semblent avoir été remplacés en bloc ({amount} de CA). Tant que la"
        " question est ouverte, ils comptent comme perdus d’un côté et nouveaux de l’autre.",
        en="Beware: {count} customer codes seem to have been replaced wholesale ({amount} of revenue). As long as the"
        " question is open they count as lost on one side and new on the other.",
    ),
    "family": Text(
        fr="Attention : {count} familles de produits semblent avoir été renommées en bloc ({amount} de CA).",
        en="Beware: {count} product families seem to have been renamed wholesale ({amount} of revenue).",
    ),
}
ANSWER = Text(fr="Répondre à la question sur les codes remplacés.", en="Answer the question about the replaced codes.")

UNMATCHED = Text(
    fr="Noms de vos autres fichiers qui ne correspondent à aucun compte",
    en="Names of your other files that match no account",
)
NAME, OCCURS, TIMES, AMOUNT = (
    Text(fr="Nom", en="Name"),
    Text(fr="Où", en="Where"),
    Text(fr="Lignes", en="Rows"),
    Text(fr="Montant", en="Amount"),
)
BY_HAND = Text(fr="Rapprocher à la main", en="Match by hand")
CHOOSE_SUBJECT = Text(fr="Compte ou nom à rapprocher", en="Account or name to match")
CHOOSE_OBJECT = Text(fr="Compte sous lequel il comptera", en="Account under which it will count")
CHOOSE = Text(fr="Choisissez…", en="Choose…")
MATCH = Text(fr="Rapprocher", en="Match")

MEMBERSHIPS = Text(fr="Appartenance aux groupes", en="Membership of groups")
NO_GROUPS = Text(
    fr="Aucun groupe n’est connu. Importez un fichier de groupes (compte, groupe, début, fin), une liste de comptes"
    " avec le parent ou le SIREN, ou rattachez un compte ci-dessous.",
    en="No group is known. Import a file of groups (account, parent, from, to), a list of accounts with parent or"
    " SIREN, or attach an account below.",
)
GROUP, ACCOUNT, FROM, TO, SAID_BY = (
    Text(fr="Groupe", en="Group"),
    Text(fr="Compte", en="Account"),
    Text(fr="Du", en="From"),
    Text(fr="Au", en="To"),
    Text(fr="D’après", en="According to"),
)
SOURCES = {
    "groups": Text(fr="fichier des groupes", en="file of groups"),
    "list": Text(fr="liste des comptes", en="list of accounts"),
    "siren": Text(fr="même SIREN", en="same SIREN"),
    "hand": Text(fr="à la main", en="by hand"),
}
ATTACH = Text(fr="Rattacher un compte à un groupe", en="Attach an account to a group")
CHOOSE_ACCOUNT = Text(fr="Compte", en="Account")
CHOOSE_GROUP = Text(fr="Groupe ou maison mère (tapez un nom nouveau)", en="Group or parent (type a new name)")
SINCE = Text(fr="Depuis le (vide : toujours)", en="Since (blank: always)")
UNTIL = Text(fr="Jusqu’au (vide : encore)", en="Until (blank: still)")
SAVE = Text(fr="Rattacher", en="Attach")

HISTORY = Text(fr="Décisions prises", en="Decisions taken")
NO_DECISION = Text(fr="Aucune décision pour l’instant.", en="No decision yet.")
NUMBER, WHAT, WHEN, WHO, STATE = (
    Text(fr="N°", en="No."),
    Text(fr="Décision", en="Decision"),
    Text(fr="Le", en="On"),
    Text(fr="Par", en="By"),
    Text(fr="État", en="State"),
)
SAID = {
    ("account", "same"): Text(fr="{subject} compte sous {object}", en="{subject} counts under {object}"),
    ("account", "different"): Text(
        fr="{subject} et {object} : comptes différents", en="{subject}, {object}: two accounts"
    ),
    ("family", "same"): Text(
        fr="Famille {subject} : comptée sous {object}", en="Family {subject} counts under {object}"
    ),
    ("family", "different"): Text(
        fr="Familles {subject} et {object} : différentes", en="Families {subject}, {object}: two families"
    ),
    ("group", "member"): Text(fr="{subject} : membre du groupe {object}", en="{subject}: member of group {object}"),
}
MORE_ONE = Text(fr=", et une autre paire", en=", and one more pair")
MORE = Text(fr=", et {count} autres paires", en=", and {count} more pairs")
IN_FORCE, UNDONE = Text(fr="en vigueur", en="in force"), Text(fr="annulée", en="undone")
UNDO = Text(fr="Annuler une décision", en="Undo a decision")
WHICH = Text(fr="Décision à annuler", en="Decision to undo")
CONFIRM_UNDO = Text(fr="Annuler cette décision", en="Undo this decision")
DONE = Text(fr="Décision n° {batch} enregistrée.", en="Decision no. {batch} recorded.")
WAS_UNDONE = Text(
    fr="Décision n° {batch} annulée : les chiffres sont ceux d’avant.",
    en="Decision no. {batch} undone: the figures are those of before.",
)

PERIMETER_TODAY = Text(
    fr="Groupes : périmètre d’aujourd’hui, appliqué à toutes les dates.",
    en="Groups: today’s perimeter, applied to every date.",
)
PERIMETER_THEN = Text(
    fr="Groupes : périmètre de l’époque ; chaque ligne compte pour le groupe de sa date.",
    en="Groups: perimeter of the time; each line counts for the group of its date.",
)
PERIMETER_END = Text(
    fr="Groupes : périmètre du {day} pour les deux périodes.",
    en="Groups: perimeter of {day} for both periods.",
)
PERIMETER_DAY = Text(fr="Groupes : périmètre du {day}.", en="Groups: perimeter of {day}.")
PERIMETER_BOTH = Text(
    fr="Groupes : périmètre de l’époque ; les comparaisons se font au périmètre du {day}.",
    en="Groups: perimeter of the time; comparisons are at the perimeter of {day}.",
)

GROUP_LEAD = Text(
    fr="{name} : {revenue} de CA, {period}, {growth} sur un an, {count} comptes.",
    en="{name}: {revenue} of revenue, {period}, {growth} on a year earlier, {count} accounts.",
)
GROUP_LEAD_NEW = Text(
    fr="{name} : {revenue} de CA, {period}, {count} comptes.",
    en="{name}: {revenue} of revenue, {period}, {count} accounts.",
)
MEMBERS = Text(fr="Comptes du groupe, {period}", en="Accounts of the group, {period}")
GROUP_SHARE = Text(
    fr="Le groupe représente {share} du CA de la période.", en="The group makes {share} of revenue in the period."
)
MEMBER_SHARE = Text(fr="Part du groupe", en="Share of the group")
MAY_BE_ONE = (
    Text(
        fr="{n} paire de comptes n’en fait peut-être qu’un : {examples}. À décider sur la page Comptes et groupes.",
        en="{n} pair of accounts may be one: {examples}. To be decided on the page Accounts and groups.",
    ),
    Text(
        fr="{n} paires de comptes n’en font peut-être qu’un : {examples}. À décider sur la page Comptes et groupes.",
        en="{n} pairs of accounts may be one: {examples}. To be decided on the page Accounts and groups.",
    ),
)
PAIR = Text(fr="« {one} » et « {other} »", en="“{one}” and “{other}”")
