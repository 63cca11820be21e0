SELECT DISTINCT coalesce(account_name, source_account) AS name FROM typed
WHERE aside IS NULL AND length(name) < 60
    AND regexp_matches(name, '(?i)diver|various|sundr|miscell|comptoir|passag|occasionnel|anonyme|walk')
