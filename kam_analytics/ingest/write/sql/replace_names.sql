-- Twice: two names side by side share what stands between them.
UPDATE "{table}" SET "{column}" = regexp_replace(regexp_replace("{column}", $pattern, $code, 'gi'), $pattern, $code, 'gi')
WHERE regexp_matches("{column}", $pattern, 'i')
