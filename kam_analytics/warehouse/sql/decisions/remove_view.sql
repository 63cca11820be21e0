DELETE FROM saved_view WHERE view_id = $view_id
