"""CNT: numbers that a text announces, against what follows: lists, names, points, ordinals, parts and shares."""

from briefgen.checks.rules.counts import announcements, ordinals, parts, shares

__all__ = ["announcements", "ordinals", "parts", "shares"]
