DROP {kind} definitions.{name}
