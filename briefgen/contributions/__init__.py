"""Workbooks for those who report: who gets which items, the form that they fill in, what went out and came back."""
