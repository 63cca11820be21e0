"""What a result pays under a plan, in exact decimals and on arrays."""
