"""Dead ends: what stops a command, each saying in one sentence what happened and what to do.

A doubt about the input is not raised but collected as a `briefgen.findings.Finding`.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.findings import Finding


class BriefgenError(Exception):
    """The root of all that briefgen raises on purpose.

    Args:
        message: what happened, where, in words a drafter knows.
        remedy: what to do about it; empty where the message says it.

    Attributes:
        findings: the doubts that stopped the work, where it was these.
    """

    exit_code = 2
    findings: tuple[Finding, ...] = ()

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message if not remedy else f"{message}\n  {remedy}")
        self.message = message
        self.remedy = remedy

    def __reduce__(self) -> tuple[object, ...]:
        """Travels from one process to another whole; exceptions would take their message alone."""
        return type(self), (self.message, self.remedy)


class UnreadableInputError(BriefgenError):
    """A file, sheet or package that cannot be read at all (exit code 2)."""


class UsageProblemError(BriefgenError):
    """A request that does not fit the workspace: an unknown dossier, document or recipient (exit code 2)."""


class OutputError(BriefgenError):
    """An output that cannot be written, or must not be overwritten (exit code 2)."""


class FindingsError(BriefgenError):
    """Work refused because of findings at error level; it carries all findings of the run (exit code 1)."""

    exit_code = 1

    def __init__(self, findings: Sequence[Finding], message: str = "") -> None:
        super().__init__(message or "\n".join(str(finding) for finding in findings))
        self.findings = tuple(findings)

    def __reduce__(self) -> tuple[object, ...]:
        """Travels with its findings."""
        return type(self), (self.findings, self.message)
