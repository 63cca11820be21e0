"""What the import page, its templates and the books say."""
