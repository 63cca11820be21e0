SELECT count({text}), count(*) FILTER (regexp_full_match({text}, '-?[0-9]+([{mark}][0-9]+)?')),
    count(*) FILTER (contains({text}, '{mark}')), count(*) FILTER ({three})
FROM source WHERE {rows}
