"""What onboarding does, one verb a file."""
