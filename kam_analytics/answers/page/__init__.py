"""The parts common to every page: blocks, views, periods, declarations."""
