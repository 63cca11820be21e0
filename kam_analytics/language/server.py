"""Texts of `check --server`: what is wrong with the configuration of a server, and who would see what."""

from kam_analytics.core.scope import Role
from kam_analytics.core.text import Text

READY = Text(
    fr="La configuration du serveur est juste. Ce que verrait chaque identifiant :",
    en="The configuration of the server is right. What each login would see:",
)
FAULTY_ONE = Text(
    fr="1 point de la configuration est à corriger avant d’ouvrir le serveur :",
    en="1 point of the configuration must be corrected before the server is opened:",
)
FAULTY = Text(
    fr="{n} points de la configuration sont à corriger avant d’ouvrir le serveur :",
    en="{n} points of the configuration must be corrected before the server is opened:",
)
NOBODY_SEES = Text(fr="Personne ne verrait rien.", en="Nobody would see anything.")
MISSING_FILE = Text(fr="le fichier n’existe pas ou ne se lit pas", en="the file is missing or cannot be read")
NOT_TOML = Text(fr="n’est pas du TOML lisible : {error}", en="is not readable TOML: {error}")
UNKNOWN_SECTION = Text(
    fr="la section [{name}] n’existe pas{guess} : elle serait ignorée",
    en="there is no section [{name}]{guess}: it would be ignored",
)
UNKNOWN_KEY = Text(
    fr="la clé « {name} » n’existe pas{guess} : elle serait ignorée",
    en="there is no key “{name}”{guess}: it would be ignored",
)
GUESS = Text(fr=" (peut-être « {near} »)", en=" (perhaps “{near}”)")
WRONG_TYPE = Text(fr="« {name} » doit être {wanted}", en="“{name}” must be {wanted}")
NO_SECTION = Text(fr="la section [{name}] manque", en="the section [{name}] is missing")
NO_KEY = Text(fr="« {name} » manque ou est vide", en="“{name}” is missing or empty")
LOCAL_MODE = Text(
    fr='« mode » vaut « {mode} » : un serveur demande mode = "accounts"',
    en='“mode” is “{mode}”: a server needs mode = "accounts"',
)
SHORT_SECRET = Text(
    fr="« cookie_secret » a moins de {least} caractères : un visiteur pourrait le deviner",
    en="“cookie_secret” has fewer than {least} characters: a visitor could guess it",
)
REDIRECT = Text(
    fr="« redirect_uri » doit finir par /oauth2callback et commencer par https://",
    en="“redirect_uri” must end in /oauth2callback and begin with https://",
)
OPEN_SECRETS = Text(
    fr="d’autres comptes de la machine peuvent lire ce fichier : chmod 600",
    en="other accounts of the machine can read this file: chmod 600",
)
NO_PACKAGE = Text(
    fr="le paquet {name} n’est pas installé : pip install -r requirements-server.txt",
    en="the package {name} is not installed: pip install -r requirements-server.txt",
)
NO_ADMINISTRATOR = Text(
    fr="« directors » et « controllers » sont vides : personne ne pourrait importer",
    en="“directors” and “controllers” are empty: nobody could import",
)
SHARED_LOGIN = Text(
    fr="l’identifiant « {login} » est celui de {n} personnes : aucune n’entrerait",
    en="the login “{login}” belongs to {n} people: none of them would get in",
)
PAY_READER_ALONE = Text(
    fr="« pay_readers » nomme « {login} », qui n’est ni directeur, ni contrôleur, ni dans le fichier de l’équipe",
    en="“pay_readers” names “{login}”, who is no director, no controller and not in the people file",
)
ONE_OF = Text(fr="l’un de {names}", en="one of {names}")
A_TEXT = Text(fr="un texte entre guillemets", en="a text in quotation marks")
TEXTS = Text(fr='une liste de textes : ["…", "…"]', en='a list of texts: ["…", "…"]')
A_SHARE = Text(fr="un nombre au-dessus de 0, 1 au plus", en="a number above 0, 1 at most")
A_MONTH = Text(fr="un mois, de 1 à 12", en="a month, 1 to 12")
A_COUNT = Text(fr="un nombre entier, 1 au moins", en="a whole number, 1 at least")
HOURS = Text(fr="un nombre entier d’heures, de 1 à {most}", en="a whole number of hours, 1 to {most}")
A_FLAG = Text(fr="true ou false", en="true or false")
A_TABLE = Text(fr="une section", en="a section")
ROLES = {
    Role.DIRECTOR: Text(fr="directeur : tout", en="director: everything"),
    Role.CONTROLLER: Text(fr="contrôleur : tout", en="controller: everything"),
    Role.MANAGER: Text(fr="responsable : son équipe ({n} personnes)", en="manager: their team ({n} people)"),
    Role.KAM: Text(fr="KAM : ses comptes", en="KAM: their own accounts"),
    Role.NOBODY: Text(fr="rien", en="nothing"),
}
ALL_PAY = Text(fr="la rémunération de tous", en="everybody's pay")
OWN_PAY = Text(fr="sa propre rémunération", en="their own pay")
NO_PAY = Text(fr="aucune rémunération", en="no pay")
LEFT = Text(fr="rien : a quitté l’entreprise", en="nothing: has left the company")
