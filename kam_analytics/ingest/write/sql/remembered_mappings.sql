SELECT fingerprint, kind, mapping FROM workspace.remembered_mapping ORDER BY 1
