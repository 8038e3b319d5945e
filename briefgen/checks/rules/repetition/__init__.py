"""DUP, and GRM-004: what is said twice, side by side or in one paper."""

from briefgen.checks.rules.repetition import adjacent, duplicates

__all__ = ["adjacent", "duplicates"]
