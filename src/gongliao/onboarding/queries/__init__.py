"""Reading back what was loaded."""
