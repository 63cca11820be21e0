"""Texts about access: the trail, who has access and why."""

from kam_analytics.core.text import Text

TRAIL = Text(fr="Journal : qui a fait quoi", en="Audit trail: who did what")
TRAIL_HINT = Text(
    fr="Sans montant. Gardé {days} jours au plus ; rien ne s’y modifie. Les heures sont celles de Greenwich (UTC).",
    en="Without amounts. Kept for at most {days} days; nothing in it is changed. Times are UTC.",
)
NO_TRAIL = Text(fr="Rien n’a encore été noté.", en="Nothing was noted yet.")
TRAIL_CSV = Text(fr="Télécharger en CSV", en="Download as CSV")
DAY, TIME = Text(fr="Jour", en="Day"), Text(fr="Heure (UTC)", en="Time (UTC)")
WHO, WHAT = Text(fr="Qui", en="Who"), Text(fr="Quoi", en="What")
ABOUT = Text(fr="Sur quoi", en="On what")
INSTANT, CODE = Text(fr="Instant", en="Instant"), Text(fr="Code", en="Code")
TRAIL_FILE = Text(fr="journal", en="trail")

EVENTS = {
    "signed_in": Text(fr="connexion", en="sign-in"),
    "refused": Text(fr="connexion refusée", en="refused sign-in"),
    "right_changed": Text(fr="droit modifié", en="changed right"),
    "imported": Text(fr="import", en="import"),
    "sent": Text(fr="fichier envoyé", en="file sent"),
    "confirmed": Text(fr="fichier accepté", en="file accepted"),
    "set_aside": Text(fr="fichier refusé", en="file refused"),
    "withdrawn": Text(fr="retrait d’un import", en="import withdrawn"),
    "exported": Text(fr="export", en="export"),
    "pay_read": Text(fr="lecture de la rémunération d’autrui", en="somebody else’s pay read"),
    "pay_printed": Text(fr="rémunération lue en ligne de commande", en="pay read on the command line"),
    "closed": Text(fr="clôture de période", en="period closed"),
    "left": Text(fr="départ confirmé", en="departure confirmed"),
    "stays": Text(fr="départ annulé", en="departure taken back"),
    "dropped": Text(fr="journal ancien supprimé", en="old trail deleted"),
    "erased": Text(fr="effacement", en="erasing"),
}
ABOUTS = {
    "signed_in": Text(fr="{role}", en="{role}"),
    "refused": Text(fr="{reason}", en="{reason}"),
    "right_changed": Text(fr="{login} : {before} → {after}", en="{login}: {before} → {after}"),
    "imported": Text(fr="import n° {import_id} : {kind}", en="import no. {import_id}: {kind}"),
    "sent": Text(fr="{file}", en="{file}"),
    "confirmed": Text(fr="{file}, envoyé par {sender}", en="{file}, sent by {sender}"),
    "set_aside": Text(fr="{file}, envoyé par {sender}", en="{file}, sent by {sender}"),
    "withdrawn": Text(fr="import n° {import_id} : {kind}", en="import no. {import_id}: {kind}"),
    "exported": Text(fr="{page} : {figures}", en="{page}: {figures}"),
    "pay_read": Text(fr="{of}", en="{of}"),
    "pay_printed": Text(fr="{of}, du {start} au {end} : {figures}", en="{of}, {start} to {end}: {figures}"),
    "closed": Text(fr="{plan}, du {start} au {end}", en="{plan}, {start} to {end}"),
    "left": Text(fr="{person}, le {day}", en="{person}, on {day}"),
    "stays": Text(fr="{person}", en="{person}"),
    "dropped": Text(fr="{files} fichier(s)", en="{files} file(s)"),
    "erased": Text(fr="{erased}", en="{erased}"),
}
"""What each line is about, filled with the facts of its line."""
REASONS = {
    "unknown": Text(fr="identifiant inconnu", en="unknown login"),
    "unverified": Text(fr="adresse non vérifiée", en="address not verified"),
    "no_address": Text(fr="sans adresse", en="no address"),
    "left": Text(fr="a quitté l’entreprise", en="has left the company"),
    "shared": Text(fr="identifiant de plusieurs personnes", en="login of several people"),
}
ERASED = {
    "import": Text(fr="un import", en="an import"),
    "source": Text(fr="une source", en="a source"),
    "person": Text(fr="une personne", en="a person"),
}
RIGHTS = {
    "director": Text(fr="directeur", en="director"),
    "controller": Text(fr="contrôleur", en="controller"),
    "manager": Text(fr="responsable", en="manager"),
    "kam": Text(fr="KAM", en="KAM"),
    "nobody": Text(fr="aucun accès", en="no access"),
}
WITH_PAY = Text(fr="{role}, toute la rémunération", en="{role}, all pay")
EVERYBODY = Text(fr="toute l’équipe", en="the whole team")
ACCOUNTS = {
    "local": Text(fr="poste local", en="this machine"),
    "inbox": Text(fr="dossier surveillé", en="watched folder"),
    "": Text(fr="l’application", en="the application"),
}

ACCESS = Text(fr="Qui a accès, et pourquoi", en="Who has access, and why")
LOCAL_MODE = Text(
    fr="L’accès est en mode « {mode} » : personne ne se connecte. La liste dit ce que chacun verrait en mode"
    " « accounts ».",
    en="Access is in “{mode}” mode: nobody signs in. The list says what each would see in “accounts” mode.",
)
NAME, LOGIN = Text(fr="Nom", en="Name"), Text(fr="Identifiant", en="Login")
RIGHT, WHY = Text(fr="Droit", en="Right"), Text(fr="Pourquoi", en="Why")
LAST_SIGN_IN = Text(fr="Dernière connexion", en="Last sign-in")
REMARK = Text(fr="À regarder", en="To look at")
BY_LIST = Text(fr="liste « {list} » de kam.toml", en="list “{list}” of kam.toml")
BY_FILE = Text(fr="fichier de l’équipe, {person}", en="people file, {person}")
BY_TEAM = Text(fr="fichier de l’équipe, {person} et son équipe de {n}", en="people file, {person} and a team of {n}")
AND = Text(fr="{one} ; {other}", en="{one}; {other}")
NO_LOGIN = Text(fr="sans identifiant dans le fichier de l’équipe", en="no login in the people file")
LEFT_ON = Text(fr="a quitté l’entreprise le {day}", en="left the company on {day}")
SHARED = Text(fr="identifiant de {n} personnes : aucune n’entre", en="login of {n} people: none gets in")
PAY_ALONE = Text(fr="nommé dans « pay_readers » seulement", en="named in “pay_readers” only")
GONE = Text(fr="parti ? hors du dernier fichier", en="gone? not in the last file")
REFUSALS = Text(fr="Connexions refusées", en="Refused sign-ins")
REASON, TIMES = Text(fr="Motif", en="Reason"), Text(fr="Fois", en="Times")
LAST = Text(fr="Dernière fois", en="Last time")
GONE_COUNT_ONE = Text(
    fr="1 personne n’est pas dans le dernier fichier d’équipe ({file}) : est-elle partie ? Son accès reste ouvert"
    " jusqu’à ce que vous confirmiez son départ.",
    en="1 person is not in the last people file ({file}): have they left? Their access stays open until you"
    " confirm it.",
)
GONE_COUNT = Text(
    fr="{n} personnes ne sont pas dans le dernier fichier d’équipe ({file}) : sont-elles parties ? Leur accès reste"
    " ouvert jusqu’à ce que vous confirmiez leur départ.",
    en="{n} people are not in the last people file ({file}): have they left? Their access stays open until you"
    " confirm it.",
)
PERSON = Text(fr="Personne", en="Person")
LAST_DAY = Text(fr="Dernier jour", en="Last day")
CONFIRM_LEFT = Text(fr="Confirmer le départ", en="Confirm the departure")
TAKE_BACK = Text(fr="Annuler le départ", en="Take the departure back")
LEFT_SAID = Text(
    fr="Départ noté : {name}, le {day}. L’accès se ferme le lendemain.",
    en="Departure noted: {name}, on {day}. Access closes the day after.",
)
STAYS_SAID = Text(fr="Départ annulé : {name}.", en="Departure taken back: {name}.")
NEVER = Text(fr="jamais", en="never")
NOBODY_ELSE = Text(fr="Personne n’a accès.", en="Nobody has access.")
ACCESS_LINE = Text(
    fr="{login} · {name} · {right} ({why}) · dernière connexion : {last}",
    en="{login} · {name} · {right} ({why}) · last sign-in: {last}",
)
REFUSED_ONCE = Text(
    fr="refusé : {login} · {reason} · 1 fois, le {last}", en="refused: {login} · {reason} · once, on {last}"
)
REFUSED_LINE = Text(
    fr="refusé : {login} · {reason} · {times} fois, la dernière le {last}",
    en="refused: {login} · {reason} · {times} times, last on {last}",
)
