"""What an import says of customers and people."""

from kam_analytics.core.text import Text

PASSING = (
    Text(
        fr="{n} ligne de « {name} » n’est d’aucun client : elle compte dans le CA, hors des parts ({amount}).",
        en="{n} line of “{name}” is of no customer: it counts as revenue, outside the shares ({amount}).",
    ),
    Text(
        fr="{n} lignes de « {name} » ne sont d’aucun client : elles comptent dans le CA, hors des parts ({amount}).",
        en="{n} lines of “{name}” are of no customer: they count as revenue, outside the shares ({amount}).",
    ),
)
TWO_NAMES = (
    Text(
        fr="{n} code porte deux noms sans rapport : {examples}. Est-ce un client renommé, ou deux clients ? S’ils sont"
        " deux, distinguez leurs codes, puis importez à nouveau.",
        en="{n} code bears two unrelated names: {examples}. Is it a customer renamed, or two? If they are two, tell"
        " their codes apart, then import again.",
    ),
    Text(
        fr="{n} codes portent deux noms sans rapport : {examples}. Sont-ce des clients renommés, ou deux clients à"
        " chaque fois ? S’ils sont deux, distinguez leurs codes, puis importez à nouveau.",
        en="{n} codes bear two unrelated names: {examples}. Are they customers renamed, or two each time? If they are"
        " two, tell their codes apart, then import again.",
    ),
)
TWO_NAMES_OF = Text(
    fr="« {code} » est « {one} » et « {other} » ({amount})", en="“{code}” is “{one}” and “{other}” ({amount})"
)
SHARES = (
    Text(
        fr="Les parts de {n} compte dépassent 100 % : {examples}. Le CA y est crédité plus d’une fois ; corrigez les"
        " parts ou les dates, ou donnez le rôle « overlay » à qui vient en plus.",
        en="The shares of {n} account exceed 100%: {examples}. Its revenue is credited more than once; correct the"
        " shares or the days, or give the role “overlay” to whoever comes on top.",
    ),
    Text(
        fr="Les parts de {n} comptes dépassent 100 % : {examples}. Leur CA est crédité plus d’une fois ; corrigez les"
        " parts ou les dates, ou donnez le rôle « overlay » à qui vient en plus.",
        en="The shares of {n} accounts exceed 100%: {examples}. Their revenue is credited more than once; correct the"
        " shares or the days, or give the role “overlay” to whoever comes on top.",
    ),
)
SHARES_OF_DAY = Text(fr="{account}, le {day} : {total} ({parts})", en="{account}, on {day}: {total} ({parts})")
