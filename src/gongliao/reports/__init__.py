"""Reports: what projects cost, what waits for whom, where things are found. Nobody below imports them."""
