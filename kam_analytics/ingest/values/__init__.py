"""From text to typed values; a row that cannot be typed is set aside with its reason."""
