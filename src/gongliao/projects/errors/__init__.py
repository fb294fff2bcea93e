"""What the projects module refuses.

Figures are what a person reads on the screen: codes, not ids, wherever the record is known.
"""
