"""The words of a pay plan workbook: the allowed values of columns, and their synonyms in documents."""

AMOUNTS = ("revenue", "margin", "quantity", "cash", "new_business")
RATES = ("key_growth", "retention")
JUDGED = "manual_score"
MEASURES = (*AMOUNTS, *RATES, JUDGED)
"""The measures of components."""

WORDS: dict[str, tuple[str, ...]] = {
    "frequency": ("month", "quarter", "half", "year"),
    "rounding": ("per_component", "total"),
    "status": ("draft", "approved", "locked", "archived"),
    "proration": ("calendar_days", "months"),
    "aggregation": ("period", "ytd"),
    "method": ("whole", "marginal", "interpolated", "step_payout"),
    "input": ("amount", "attainment"),
    "edge": ("lower_inclusive", "upper_inclusive"),
    "above_last": ("extend", "hold"),
    "effect": ("multiply", "zero", "cap"),
    "comparison": ("<", "<=", ">", ">="),
}
SAME = {
    "above_last": {"cap": "hold"},
    "proration": {"days": "calendar_days"},
    "measure": {"invoice": "revenue", "qty": "quantity"},
}
