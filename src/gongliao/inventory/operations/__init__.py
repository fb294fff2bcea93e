"""What storekeepers and sites do."""
