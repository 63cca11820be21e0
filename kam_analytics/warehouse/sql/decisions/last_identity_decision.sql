SELECT coalesce(max(decision_id), 0), coalesce(max(batch), 0) + 1 FROM identity_decision
