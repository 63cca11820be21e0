UPDATE typed SET aside = verdicts.why
FROM (SELECT unnest($n::BIGINT[]) AS n, unnest($why::VARCHAR[]) AS why) AS verdicts
WHERE typed.n = verdicts.n
