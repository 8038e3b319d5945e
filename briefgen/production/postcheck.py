"""A last look at a finished document before it leaves: whose fault is what is wrong with it?

A text or a template can bring something into a document that should not leave the house; that is a finding for the
drafter. Anything else that Word might stumble over is a defect in briefgen.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from briefgen.findings import Finding, Place, declare, error
from briefgen.library import Library, TemplateFile
from briefgen.word import LintProblem, lint

BROUGHT_BY_TEXT: Final = declare(
    "DOC-001",
    "No text brings a template's tag, an invisible character that turns the direction of writing, or a code of Excel's "
    "into the document.",
)
UNSOUND_TEMPLATE: Final = declare("DOC-002", "The template is itself a sound Word file.")


class DefectError(RuntimeError):
    """A document came out that Word might not open: a defect in briefgen, never the drafter's fault."""


# what texts bring in, with what it means to a drafter
_FROM_TEXTS = {
    "TEMPLATE_TAG_LEFT": (
        "a tag stands in the finished document where its value should be",
        "Look for these words in the texts of the dossier and in the template.",
    ),
    "BIDI_CONTROL": (
        "an invisible character that changes the direction of writing stands in the document",
        "It was pasted with a text: type the text again.",
    ),
    "EXCEL_ESCAPE_IN_TEXT": (
        "a character that Excel has written as a code stands in the document",
        "Type the text of the cell again.",
    ),
}
_REMEDIES = {
    "CORE_CREATOR": "Open the template in Word, and under File, Info, name your service as its author.",
}
_SAVE_AGAIN = "Open the template in Word, save it under a new name, and use that file."


def blame_inputs(data: bytes, name: str, library: Library, template: str) -> tuple[Finding, ...]:
    """What is wrong with a document because of a text or of its template; empty for a good document.

    Args:
        data: the finished document.
        name: its file's name.
        library: where its template lies; read again only where something is wrong.
        template: the template's name.

    Raises:
        DefectError: something is wrong with it that neither a text nor the template has brought in.
    """
    problems = lint(data)
    return tuple(_blame(problems, name, library.read(template))) if problems else ()


def _blame(problems: list[LintProblem], name: str, template: TemplateFile) -> Iterator[Finding]:
    inherited = {problem.code for problem in lint(template.data)}
    for problem in problems:
        if problem.code in _FROM_TEXTS:
            meaning, remedy = _FROM_TEXTS[problem.code]
            yield error(BROUGHT_BY_TEXT, Place(name), f"{meaning}: {problem.message}", remedy, problem.message)
        elif problem.code in inherited:
            remedy = _REMEDIES.get(problem.code, _SAVE_AGAIN)
            message = f"the template itself is not sound: {problem.message} ({problem.code})"
            yield error(UNSOUND_TEMPLATE, Place(template.name), message, remedy)
        else:
            raise DefectError(f"{name}: {problem}")
