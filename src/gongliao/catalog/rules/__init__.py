"""Pure rules of the catalogue: how things are named and found, counted and recognised."""
