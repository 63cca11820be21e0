-- One row: growth of all accounts at the mean rates of the base period, from `accounts` and `currencies`.
SELECT
    (sum(revenue) - (SELECT coalesce(sum(moved), 0) FROM currencies))
        / nullif(greatest(sum(base_revenue) - (SELECT coalesce(sum(base_moved), 0) FROM currencies), 0), 0)
        - 1 AS constant_growth
FROM accounts
