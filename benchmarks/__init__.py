"""Side-by-side figures, never timed tests."""
