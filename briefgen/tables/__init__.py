"""Frames: counts, shares, cross tables and ranked lists as charts and tables. pandas lives here only."""
