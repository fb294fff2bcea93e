"""Events and public data types that cross modules; standard library only."""
