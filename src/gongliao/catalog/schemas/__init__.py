"""Bodies and answers of the catalogue's HTTP interface."""
