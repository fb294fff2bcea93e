"""Reading goods documents and requisitions."""
