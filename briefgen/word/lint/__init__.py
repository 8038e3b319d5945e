"""What schema validators miss in a Word document, said of our own documents before they leave.

`lint` finds what makes Word complain, repair or lose something, and what should never leave the house; it is fast
enough to look at every document that is written. `accessibility` finds what keeps readers out.
"""

from __future__ import annotations

from briefgen.word.lint.accessible import accessibility
from briefgen.word.lint.document import lint
from briefgen.word.lint.survey import LintProblem

__all__ = ["LintProblem", "accessibility", "lint"]
