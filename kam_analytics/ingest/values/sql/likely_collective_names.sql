SELECT DISTINCT coalesce({names}) AS name FROM customers
WHERE length(name) < 60
    AND regexp_matches(name, '(?i)diver|various|sundr|miscell|comptoir|passag|occasionnel|anonyme|walk')
