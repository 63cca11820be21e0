"""The quarterly review: about ten slides, one message each."""
