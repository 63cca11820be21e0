-- One row per slide whose place or visibility the team chose.
SELECT slide, place, hidden FROM review_slide ORDER BY place, slide
