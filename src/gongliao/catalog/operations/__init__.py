"""What the business does with master data."""
