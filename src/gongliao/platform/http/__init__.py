"""The HTTP side of the platform: default-deny router, lists, problems."""
