"""What is done to projects, one verb a file."""
