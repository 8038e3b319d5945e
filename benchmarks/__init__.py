"""Ratios against what one would use instead, and against the least that the work can cost; see README.md."""
