"""The books: stock moves, pools and balances, cost entries, commitments. Nobody else writes them."""
