UPDATE "{table}" SET "{column}" = $code WHERE list_contains($cells::VARCHAR[], "{column}")
