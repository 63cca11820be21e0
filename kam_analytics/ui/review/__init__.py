"""The quarterly review: prepared on a page, told on a stage that fills the screen."""
