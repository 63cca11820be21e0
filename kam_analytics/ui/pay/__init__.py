"""Pay periods, the plan editor and the what-if of the variable pay page."""
