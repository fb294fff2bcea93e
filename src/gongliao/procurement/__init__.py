"""Purchase orders: what was promised to suppliers, for which work, and how much of it came."""
