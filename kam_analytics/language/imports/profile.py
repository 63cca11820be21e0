"""Words of the profile of a file: what will be believed before anything loads."""

from kam_analytics.core.text import Text

TITLE = Text(fr="Ce qui sera cru de ce fichier", en="What will be believed of this file")
SPAN = Text(
    fr="Total {total}, du {first} au {last}, {accounts}.", en="Total {total}, from {first} to {last}, {accounts}."
)
TOTAL = Text(fr="Total {total}, {accounts}.", en="Total {total}, {accounts}.")
ACCOUNTS = (Text(fr="{count} compte", en="{count} account"), Text(fr="{count} comptes", en="{count} accounts"))
PART, NAME = Text(fr="Par", en="By"), Text(fr="Détail", en="Detail")
ROWS, AMOUNT = Text(fr="Lignes", en="Rows"), Text(fr="Montant", en="Amount")
MONTH = Text(fr="Mois", en="Month")
PARTS = {
    "documents": Text(fr="type de pièce", en="document type"),
    "states": Text(fr="statut", en="status"),
    "currencies": Text(fr="devise", en="currency"),
    "largest": Text(fr="plus gros comptes", en="largest accounts"),
    "left_out": Text(fr="laissé de côté", en="left out"),
}
DOCUMENTS = {
    "invoice": Text(fr="factures", en="invoices"),
    "credit_note": Text(fr="avoirs", en="credit notes"),
    "return": Text(fr="retours", en="returns"),
    "rebate": Text(fr="ristournes", en="rebates"),
}
