"""What costing says over HTTP."""
