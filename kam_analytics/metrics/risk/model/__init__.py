"""The risk model: features, logistic regression, boosted trees, training on past days."""
