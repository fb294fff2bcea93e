"""Django database backend in which tenant keys and row-level security come by construction."""
