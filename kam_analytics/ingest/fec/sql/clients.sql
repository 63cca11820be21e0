-- Each client under the name it carried last: the auxiliary where there is one, else the sub-account.
CREATE OR REPLACE TABLE fec_client AS
SELECT client, arg_max(name, (day, n)) FILTER (name IS NOT NULL) AS name FROM (
    SELECT
        coalesce(client, CASE WHEN account IN (SELECT text FROM fec_own) THEN account END) AS client,
        CASE WHEN client IS NOT NULL THEN client_name ELSE account_name END AS name,
        day, n
    FROM fec_line WHERE aside IS NULL AND account LIKE '411%')
WHERE client IS NOT NULL GROUP BY client
