"""Texts of the simulated loss of accounts."""

from kam_analytics.core.text import Text

TITLE = Text(fr="Et si nous perdions…", en="What if we lost…")
WHICH = Text(fr="Comptes ou groupe", en="Accounts or group")
CHOOSE = Text(fr="Choisissez un ou plusieurs comptes", en="Choose one or more accounts")
GROUP = Text(fr="Groupe {name} (comptes : {count})", en="Group {name} (accounts: {count})")
KEPT = Text(fr="Part du CA conservée malgré tout", en="Share of revenue kept all the same")
RATE = Text(fr="Taux de marge du CA perdu", en="Margin rate of the revenue lost")
OWN_RATE = Text(fr="celui des comptes", en="their own")
HINT = Text(
    fr="Choisissez les comptes : CA, marge, concentration, objectifs et, si vous y avez droit, rémunération sans eux.",
    en="Choose the accounts: revenue, margin, concentration, targets and, where you may see it, pay without them.",
)
LOST = Text(
    fr="Sans {names}, le CA de la période baisserait de {revenue} ({share}) ; les 10 premiers comptes en feraient"
    " {after}, contre {before} aujourd’hui.",
    en="Without {names}, revenue in the period would fall by {revenue} ({share}); the 10 largest accounts would make"
    " {after} of it, against {before} today.",
)
NOTHING_LOST = Text(
    fr="Sans {names}, rien ne manquerait : ces comptes n’apportent pas de CA net sur la période.",
    en="Without {names}, nothing would be missing: these accounts bring no net revenue in the period.",
)
SEVERAL = Text(fr="ces {count} comptes", en="these {count} accounts")
AHEAD = Text(
    fr="Sur les 12 prochains mois, il manquerait {lost}, une fois déduit ce que les contrats garantissent ({secured}) ;"
    " au rythme habituel des nouveaux clients, il faudrait {months} pour compenser.",
    en="Over the next 12 months {lost} would be missing, after what contracts secure ({secured}); at the usual pace of"
    " new accounts it would take {months} to make up.",
)
AHEAD_NO_NEW = Text(
    fr="Sur les 12 prochains mois, il manquerait {lost}, une fois déduit ce que les contrats garantissent ({secured}) ;"
    " aucun client gagné en 12 mois ne permet de dire en combien de temps le compenser.",
    en="Over the next 12 months {lost} would be missing, after what contracts secure ({secured}); no account was won"
    " in 12 months, so that nothing tells how long it would take to make up.",
)
MONTHS = Text(fr="{count} mois", en="{count} months")
MONTH = Text(fr="{count} mois", en="{count} month")
PAY = Text(
    fr="La rémunération variable estimée depuis le {start} passerait de {before} à {after}.",
    en="Variable pay estimated since {start} would go from {before} to {after}.",
)
NEXT_YEAR = Text(
    fr="CA attendu des 12 prochains mois, au rythme des 12 derniers", en="Revenue expected over the next 12 months"
)
SECURED = Text(fr="garanti par contrat", en="secured by contract")
STAYS = Text(fr="conservé", en="kept")
GONE = Text(fr="perdu", en="lost")
EXPECTED = Text(fr="Attendu", en="Expected")
SECURED_COLUMN, STAYS_COLUMN, GONE_COLUMN = (
    Text(fr="Garanti par contrat", en="Secured by contract"),
    Text(fr="Conservé", en="Kept"),
    Text(fr="Perdu", en="Lost"),
)
ATTAINMENTS = Text(
    fr="Taux d’atteinte du CA depuis le {start}, avec et sans eux",
    en="Revenue attainment since {start}, with and without them",
)
AGAINST_TODAY = Text(fr="par rapport à aujourd’hui", en="against today")
WITH, WITHOUT = Text(fr="avec", en="with"), Text(fr="sans", en="without")
TARGETS = Text(fr="Objectifs en cours, avec et sans eux", en="Open targets, with and without them")
ATTAINMENT = Text(fr="Atteint à ce jour", en="Reached so far")
ATTAINMENT_WITHOUT = Text(fr="Sans eux", en="Without them")
DIFFERENCE = Text(fr="Écart", en="Difference")
PAYS = Text(fr="Rémunération variable estimée, avec et sans eux", en="Estimated variable pay, with and without them")
PAY_WITH, PAY_WITHOUT = Text(fr="Estimé", en="Estimated"), Text(fr="Estimé sans eux", en="Estimated without them")
CONVENTION = Text(
    fr="Conventions : sur 12 mois, chaque compte ferait ce qu’il a fait les 12 derniers. Reste la part conservée ou ce"
    " que ses contrats garantissent jusqu’à leur fin, le plus élevé des deux ; un contrat à reconduction tacite dont le"
    " préavis est passé compte un an de plus. Objectifs et rémunération : comme si les comptes n’avaient rien acheté"
    " depuis le 1er janvier, part conservée mise à part.",
    en="Conventions: over 12 months each account would do what it did in the last 12. What stays is the share kept or"
    " what its contracts secure until they end, whichever is more; a contract that renews itself and can no longer be"
    " given notice of counts for one more year. Targets and pay: as if the accounts had bought nothing since"
    " 1 January, but for the share kept.",
)
