"""What schema validators miss in a Word document, said of our own documents before they leave.

`lint` finds what makes Word complain, repair or lose something, and what should never leave the house; it is fast
enough to look at every document that is written. `accessibility` finds what keeps readers out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefgen.word.lint.document import LintResult, inspect, lint
from briefgen.word.lint.survey import LintProblem

if TYPE_CHECKING:
    from briefgen.word.lint.accessible import accessibility

__all__ = ["LintProblem", "LintResult", "accessibility", "inspect", "lint"]


def __getattr__(name: str) -> Any:
    if name == "accessibility":  # imported when first asked for, as no document is looked at for it while it is made
        from briefgen.word.lint.accessible import accessibility

        return accessibility
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
