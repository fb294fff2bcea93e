"""Cost notes: what projects cost beside goods, such as freight, hire and services."""
