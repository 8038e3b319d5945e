"""DUP, and GRM-004: what is said twice, side by side or in one paper."""

from briefgen.checks.rules.repetition import adjacent, contradictions, duplicates

__all__ = ["adjacent", "contradictions", "duplicates"]
