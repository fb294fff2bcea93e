"""What costing reads."""
