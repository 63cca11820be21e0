"""Texts of the overview."""

from kam_analytics.core.text import Text

LEAD = Text(
    fr="{revenue} de CA, {period} : {growth} par rapport à un an plus tôt.",
    en="{revenue} of revenue, {period}: {growth} against a year earlier.",
)
LEAD_NO_BASE = Text(
    fr="{revenue} de CA, {period}.",
    en="{revenue} of revenue, {period}.",
)
MY_PORTFOLIO = Text(
    fr="Mon portefeuille : {revenue} de CA, {period}, {growth} par rapport à un an plus tôt.",
    en="My portfolio: {revenue} of revenue, {period}, {growth} against a year earlier.",
)
FRESH = Text(
    fr="Factures du {first} au {last}. Dernier import : {imported}.",
    en="Invoices from {first} to {last}. Last import: {imported}.",
)
INVITE = Text(
    fr="Vous voyez la démonstration. Déposez un export de vos factures sur la page Import : elle disparaîtra"
    " et laissera la place à vos données.",
    en="You are looking at the demonstration. Drop an export of your invoices on the Import page: it will"
    " disappear and leave the place to your data.",
)
MONTHS = Text(fr="CA par mois, {period}", en="Revenue by month, {period}")
TARGETS = Text(fr="CA et objectif par trimestre, {year}", en="Revenue and target by quarter, {year}")
NO_TARGET = Text(
    fr="Aucun objectif de CA importé pour {year}.",
    en="No revenue target imported for {year}.",
)
