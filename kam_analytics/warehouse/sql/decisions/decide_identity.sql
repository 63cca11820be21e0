INSERT INTO identity_decision ({names}, decided_at) VALUES ({values}, (now() AT TIME ZONE 'UTC')::TIMESTAMP)
