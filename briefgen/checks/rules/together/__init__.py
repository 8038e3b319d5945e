"""XDO: what two papers that go out together, or are read together, say of one thing."""

from briefgen.checks.rules.together import values, wordings

__all__ = ["values", "wordings"]
