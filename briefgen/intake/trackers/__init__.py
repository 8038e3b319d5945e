"""Trackers and action lists: the table and its headings found, columns, states and days understood, rows read."""
