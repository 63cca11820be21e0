"""Whether key accounts grow faster than the others, by how much, and why."""
