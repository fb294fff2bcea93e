"""What is done to cost notes."""
