"""Texts of « how computed »."""

from kam_analytics.core.text import Text

HOW = Text(fr="Comment ce chiffre est calculé", en="How this figure is computed")
MISSING = Text(fr="n.d.", en="n/a")
LINES = Text(
    fr="Lignes de factures et d’avoirs comptées : {lines}. Imports : {imports}.",
    en="Invoice and credit note lines counted: {lines}. Imports: {imports}.",
)
NO_LINES = Text(
    fr="Aucune ligne de facture n’entre dans ce chiffre.",
    en="No invoice line enters this figure.",
)
FOR_AUDIT = Text(fr="Pour un contrôle : la requête SQL", en="For an audit: the SQL query")
QUERY = Text(
    fr="La requête SQL, ses valeurs écrites ; elle rend ce chiffre.",
    en="The SQL query with its values written out; it gives this figure.",
)
INPUTS = Text(
    fr="La requête SQL des données de départ ; le dernier pas est la formule ci-dessus.",
    en="The SQL query of the rows it starts from; the last step is the formula above.",
)
SCRIPT = Text(
    fr="Le script complet, à copier dans DuckDB tel quel : il ouvre l’entrepôt en lecture seule, pose les vues avec les"
    " droits de cette personne et finit par la requête.",
    en="The whole script, to be copied into DuckDB as it is: it opens the store read-only, lays the views with the"
    " rights of this viewer and ends with the query.",
)
SCRIPT_BESIDE = Text(
    fr="Le script complet, à lancer dans DuckDB depuis le dossier de l’entrepôt ; il ne lit que vos comptes.",
    en="The whole script, to be run in DuckDB from the folder of the store; it reads your accounts only.",
)
DOWNLOAD = Text(fr="Télécharger le script", en="Download the script")
PAY = Text(
    fr="Le plan et les montants de rémunération ne sont pas dans la requête : elle rend les résultats face aux"
    " objectifs, dont le moteur de paie part.",
    en="Plan and amounts of pay are not in the query: it gives results against targets, from which the pay engine"
    " starts.",
)
