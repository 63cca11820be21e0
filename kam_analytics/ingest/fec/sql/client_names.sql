SELECT client, coalesce(name, '') FROM fec_client
