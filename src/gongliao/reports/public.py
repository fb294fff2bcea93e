"""The door of the reports, for the gateway's command line."""

from gongliao.reports.queries.project_costs import ProjectCost, StatementRow, project_cost, project_statement

__all__ = ["ProjectCost", "StatementRow", "project_cost", "project_statement"]
