"""How the delivery history is read: pure rules, no clock, no database.

Each module turns one kind of cell or row into what the product knows, and says by which rule; what a row can't give is
named with row, column and reason. Nothing is dropped in silence.
"""
