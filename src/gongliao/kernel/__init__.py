"""Values, refusals, clock and ids. No business word stands in here."""
