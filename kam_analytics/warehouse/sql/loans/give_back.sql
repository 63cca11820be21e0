DETACH "{name}"
