"""What is done to orders."""
