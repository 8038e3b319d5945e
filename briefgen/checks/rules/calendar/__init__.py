"""CAL: days, weekdays, ranges, orders, deadlines and acts that no calendar has."""

from briefgen.checks.rules.calendar import acts, days, orders, stretches

__all__ = ["acts", "days", "orders", "stretches"]
