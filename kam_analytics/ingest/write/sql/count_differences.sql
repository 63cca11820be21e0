WITH moved AS (
    SELECT DISTINCT source_account, invoice_no FROM past_left SEMI JOIN fresh_invoice USING (source_account, invoice_no)
),
changed AS (SELECT * FROM fresh_left SEMI JOIN moved USING (source_account, invoice_no)),
new AS (SELECT * FROM fresh_left ANTI JOIN moved USING (source_account, invoice_no)),
replaced AS (SELECT * FROM past_left SEMI JOIN moved USING (source_account, invoice_no)),
gone AS (
    SELECT past_left.* FROM past_left
    SEMI JOIN (SELECT import_id FROM {past}import_log WHERE fingerprint = $fingerprint) AS same USING (import_id)
    ANTI JOIN fresh_invoice USING (source_account, invoice_no)
)
SELECT (SELECT count(*) FROM new), (SELECT sum(amount) FROM new),
    (SELECT count(*) FROM fresh) - (SELECT count(*) FROM fresh_left),
    (SELECT count(*) FROM changed), (SELECT sum(amount) FROM changed),
    (SELECT count(*) FROM replaced), (SELECT sum(amount) FROM replaced),
    (SELECT count(*) FROM gone), (SELECT sum(amount) FROM gone)
