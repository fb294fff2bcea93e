"""Reading master data."""
