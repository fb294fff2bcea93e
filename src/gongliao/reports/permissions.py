"""Grants of the reports."""

COST = "reports.cost"
