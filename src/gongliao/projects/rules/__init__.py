"""Decisions of the projects module: pure, without clock, database or framework."""
