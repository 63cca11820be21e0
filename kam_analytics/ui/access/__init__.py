"""The parts about access: for directors and controllers."""
