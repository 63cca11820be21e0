-- One row per person, component and reason: lines of the person's accounts (theirs today, or in their care on the day
-- of the line) of one pay period, credited or not, and why not. Credited and not credited add up to all of them.
WITH span AS (
    SELECT * FROM pay_span
    WHERE plan = $plan AND period_start = $period_start::DATE
        AND measure IN ('revenue', 'margin', 'quantity', 'cash', 'new_business')
        AND component IN (SELECT component FROM paid_component WHERE plan = $plan)
),
mine AS (
    SELECT span.plan, span.person_id AS earner, span.component, span.measure, span.families, span.span_from, span.span_to,
           line.import_id, line.row_no, line.source_account, line.invoice_no, line.date, line.paid_on, line.margin,
           line.product_family, line.amount, line.person_id AS own_kam
    FROM span
    JOIN line ON line.date BETWEEN span.period_start AND least(span.period_end, $as_of::DATE)
    JOIN account ON account.account_id = line.source_account
    LEFT JOIN (SELECT DISTINCT * FROM care) AS held
        ON held.account_id = line.source_account AND held.person_id = span.person_id
            AND line.date BETWEEN held.from_on AND held.to_on
    WHERE account.kam = span.person_id OR held.person_id IS NOT NULL
    QUALIFY row_number() OVER (
        PARTITION BY span.person_id, span.component, line.import_id, line.row_no ORDER BY line.row_no
    ) = 1
),
told AS (
    SELECT mine.*, coalesce(paid.share, 0) AS share,
           CASE
               WHEN paid.share >= 1 THEN 'credited'
               WHEN paid.share > 0 THEN 'shared'
               WHEN mine.date NOT BETWEEN span_from AND span_to THEN 'dates'
               WHEN own_kam IS NOT NULL AND own_kam <> earner THEN 'other_kam'
               WHEN named.payee IS NULL THEN 'other_assignment'
               WHEN measure = 'cash' AND paid_on IS NULL THEN 'unpaid'
               WHEN measure = 'cash' THEN 'paid_elsewhere'
               WHEN measure = 'margin' AND margin IS NULL THEN 'no_margin'
               ELSE 'filter'
           END AS reason
    FROM mine
    LEFT JOIN (
        SELECT earner, component, import_id, row_no, least(sum(share), 1) AS share
        FROM paid_line
        WHERE plan = $plan AND period_start = $period_start::DATE AND counted_on <= $as_of::DATE
        GROUP BY ALL
    ) AS paid USING (earner, component, import_id, row_no)
    LEFT JOIN (
        SELECT DISTINCT import_id, row_no, payee
        FROM credit
        WHERE date BETWEEN (SELECT min(period_start) FROM span) AND (SELECT max(period_end) FROM span)
    ) AS named ON named.import_id = mine.import_id AND named.row_no = mine.row_no AND named.payee = earner
)
SELECT plan, earner AS person_id, component, reason, count(*)::INTEGER AS lines,
       sum(amount)::DOUBLE AS amount,
       sum((amount * share)::DECIMAL(18, 4))::DOUBLE AS credited,
       count(DISTINCT source_account)::INTEGER AS accounts
FROM told
GROUP BY plan, earner, component, reason
ORDER BY ALL
