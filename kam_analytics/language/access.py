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
    "sent": Text(fr="fichier transmis", en="file sent"),
    "confirmed": Text(fr="fichier accepté", en="file accepted"),
    "set_aside": Text(fr="fichier refusé", en="file refused"),
    "withdrawn": Text(fr="retrait d’un import", en="import withdrawn"),
    "exported": Text(fr="export", en="export"),
    "pay_read": Text(fr="lecture de la rémunération d’autrui", en="somebody else’s pay read"),
    "closed": Text(fr="clôture de période", en="period closed"),
    "dropped": Text(fr="journal ancien supprimé", en="old trail deleted"),
}
ABOUTS = {
    "signed_in": Text(fr="{role}", en="{role}"),
    "refused": Text(fr="{reason}", en="{reason}"),
    "right_changed": Text(fr="{login} : {before} → {after}", en="{login}: {before} → {after}"),
    "imported": Text(fr="import n° {import_id} : {kind}", en="import no. {import_id}: {kind}"),
    "sent": Text(fr="{file}", en="{file}"),
    "confirmed": Text(fr="{file}, transmis par {sender}", en="{file}, sent by {sender}"),
    "set_aside": Text(fr="{file}, transmis par {sender}", en="{file}, sent by {sender}"),
    "withdrawn": Text(fr="import n° {import_id} : {kind}", en="import no. {import_id}: {kind}"),
    "exported": Text(fr="{page} : {figures}", en="{page}: {figures}"),
    "pay_read": Text(fr="{of}", en="{of}"),
    "closed": Text(fr="{plan}, du {start} au {end}", en="{plan}, {start} to {end}"),
    "dropped": Text(fr="{files} fichier(s)", en="{files} file(s)"),
}
"""What each line is about, filled with the facts of its line."""
REASONS = {
    "unknown": Text(fr="identifiant inconnu", en="unknown login"),
    "unverified": Text(fr="adresse non vérifiée", en="address not verified"),
    "no_address": Text(fr="sans adresse", en="no address"),
    "left": Text(fr="a quitté l’entreprise", en="has left the company"),
    "shared": Text(fr="identifiant de plusieurs personnes", en="login of several people"),
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
