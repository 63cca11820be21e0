-- One row per person on a plan version that pays a period: their days on it, share, and target pay of their own.
SELECT DISTINCT payee.person_id, coalesce(person.name, payee.person_id) AS name, payee.plan, payee.import_id,
       payee.from_on, payee.to_on, payee.share::DOUBLE AS share, payee.working_time, own.target_variable::DOUBLE AS target_variable
FROM payee_of_period AS payee
LEFT JOIN person ON person.person_id = payee.person_id
LEFT JOIN people_pay AS own ON own.person_id = payee.person_id
ORDER BY ALL
