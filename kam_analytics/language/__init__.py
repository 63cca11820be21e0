"""How we speak: numbers, dates, sentences, the prose of each page."""
