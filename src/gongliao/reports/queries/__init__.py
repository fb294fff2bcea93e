"""Reading over all modules through their doors."""
