"""Slow, obvious versions of what the core does; tests compare the two."""
