INSERT INTO saved_view
VALUES ($view_id, $name, $page, $address, $owner, $pinned, (now() AT TIME ZONE 'UTC')::TIMESTAMP, $who)
