"""Whose rows a transaction sees."""
