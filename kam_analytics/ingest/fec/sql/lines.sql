CREATE OR REPLACE TABLE fec_line AS SELECT n, coalesce({journal}, '') AS journal,
    CASE WHEN ltrim({number}, '0') <> '' THEN {number} END AS number,
    {account} AS account, {client} AS client,
    {texts}, {days},
    {amount} AS amount, {readable} AS readable,
    CASE WHEN {blank} THEN 'blank' WHEN lower({account_cell}) = $title THEN 'header' END AS aside
FROM source {joins} WHERE n > {after}
