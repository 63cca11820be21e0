WITH remaining AS ({remaining}), mine AS (SELECT key, occurrence FROM ledger.live_line WHERE import_id = $i),
back AS (SELECT DISTINCT key, occurrence FROM remaining SEMI JOIN mine USING (key, occurrence))
SELECT (SELECT count(*) FROM mine),
    (SELECT count(*) FROM back) + (SELECT count(*) FROM ledger.superseded_line WHERE by_import = $i)
