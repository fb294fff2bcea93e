"""Bodies and answers of the projects module."""
