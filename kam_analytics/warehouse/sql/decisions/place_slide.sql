INSERT OR REPLACE INTO review_slide VALUES ($slide, $place, $hidden)
