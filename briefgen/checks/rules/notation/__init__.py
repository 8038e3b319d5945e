"""One notation of dates, clocks, ranges, ordinals, amounts and decimals in a paper."""

from briefgen.checks.rules.notation import days, decimals, forms

__all__ = ["days", "decimals", "forms"]
