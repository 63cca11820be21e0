"""Variable pay: one person’s, the team’s, the pay periods and the forecast of the year."""
