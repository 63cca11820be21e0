-- EUR below which net revenue counts as none; equal to core.units.SMALLEST_NET (tests hold the two together).
CREATE MACRO scoped.smallest_net() AS 0.005;
