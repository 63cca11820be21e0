SELECT shortlist.*, {cells} FROM source JOIN shortlist USING (n)
WHERE {few} OR (incomplete AND ({labelled})) ORDER BY n LIMIT {most}
