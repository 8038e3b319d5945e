"""One notation of dates, clocks, ranges, ordinals, amounts and decimals in a paper."""

from briefgen.checks.rules.notation import currencies, days, decimals, ordinals, stretches

__all__ = ["currencies", "days", "decimals", "ordinals", "stretches"]
