SELECT source_account, min(account_name), max(account_name), sum(amount) FILTER (account_name = last_name)
FROM (SELECT *, max(account_name) OVER (PARTITION BY source_account) AS last_name FROM typed
      WHERE aside IS NULL AND source_account IS NOT NULL AND account_name IS NOT NULL
      QUALIFY last_name <> min(account_name) OVER (PARTITION BY source_account))
GROUP BY source_account
