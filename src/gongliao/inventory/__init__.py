"""Goods documents: receipt, requisition, issue, return, transfer."""
