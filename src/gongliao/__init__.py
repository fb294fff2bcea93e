"""Gongliao 工料: project-centred purchase, sales, inventory and cost."""

__version__ = "0.1.0"
