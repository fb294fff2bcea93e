"""Goods documents and requisitions over HTTP."""
