"""A last look at a finished document before it leaves: whose fault is what is wrong with it?

A text or a template can bring something into a document that should not leave the house; that is a finding for the
drafter. Anything else that Word might stumble over is a defect in briefgen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from briefgen.errors import FindingsError
from briefgen.findings import Finding, Place, declare, error, warning
from briefgen.library import Library, TemplateFile
from briefgen.word import LintProblem, lint

BROUGHT_BY_TEXT: Final = declare(
    "DOC-001",
    "No text brings a template's tag, an invisible character that turns the direction of writing, or a code of Excel's "
    "into the document.",
)
READ_IN_PART: Final = declare("DOC-006", "A file that is checked is read to its end.")
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
_TURNED = "BIDI_CONTROL"
_TAG = "TEMPLATE_TAG_LEFT"
_ESCAPED_BRACES = re.compile(r"\\(\{[{%#][^\n*]{0,12})")
# a document of `fill` may hold braces and codes as text, and say anything of its author
_TEXT_OF_FILL = frozenset({"TEMPLATE_TAG_LEFT", "EXCEL_ESCAPE_IN_TEXT", "CORE_CREATOR"})
_REMEDIES = {
    "CORE_CREATOR": "Open the template in Word, and under File, Info, name your service as its author.",
}
_SAVE_AGAIN = "Open the template in Word, save it under a new name, and use that file."


def blame_inputs(
    found: Iterable[LintProblem], name: str, library: Library, template: str, texts: Iterable[str] = ()
) -> tuple[Finding, ...]:
    """What is wrong with a document because of a text or of its template; empty for a good document.

    Args:
        found: what a look at the finished document has found.
        name: its file's name.
        library: where its template lies; read again only where something is wrong.
        template: the template's name.
        texts: of the record; braces that they escape are meant to stand in the document.

    Raises:
        DefectError: something is wrong with it that neither a text nor the template has brought in.
    """
    problems = [each for each in found if each.code != _TAG or not _is_escaped(each, texts)]
    return tuple(_blame(problems, name, library.read(template))) if problems else ()


def _is_escaped(problem: LintProblem, texts: Iterable[str]) -> bool:
    """Whether what looks like a tag was typed so, with a backslash before its braces."""
    typed = (found[1].replace("\\", "") for text in texts for found in _ESCAPED_BRACES.finditer(text))
    return any(each in problem.message for each in typed)


def blame_inputs_of_fill(data: bytes, name: str, template: TemplateFile) -> tuple[Finding, ...]:
    """What the data of `fill` brought into a document that a drafter should know; empty for a good document.

    Braces are text there, since every tag of the template has been filled; so are codes of Excel's. What the template's
    file has of its own, the document may have too.

    Args:
        data: the finished document.
        name: its file's name.
        template: the template.

    Raises:
        FindingsError: something came out of step because the template's file is not sound.
        DefectError: something is wrong with the document although the template's file is sound.
    """
    problems = [each for each in lint(data) if each.code not in _TEXT_OF_FILL]
    turned = [each for each in problems if each.code == _TURNED]
    if len(turned) < len(problems):
        _refuse_new_defects([each for each in problems if each not in turned], name, template)
    meaning, remedy = _FROM_TEXTS[_TURNED]
    return tuple(warning(BROUGHT_BY_TEXT, Place(name), f"{meaning}: {each.message}", remedy) for each in turned)


def _refuse_new_defects(problems: list[LintProblem], name: str, template: TemplateFile) -> None:
    inherited = _unsound(template)
    for problem in problems:
        if problem.code not in {each.code for each in inherited}:
            raise FindingsError([_blame_template(problem, name, template, inherited)])


def _unsound(template: TemplateFile) -> list[LintProblem]:
    """What is wrong with a template's file, but for what only its texts say."""
    return [each for each in lint(template.data) if each.code not in _FROM_TEXTS]


def _blame_template(problem: LintProblem, name: str, template: TemplateFile, inherited: list[LintProblem]) -> Finding:
    """The finding about a defect of the template's file, or about one that came of another that it has.

    Raises:
        DefectError: the template's file is sound.
    """
    if not inherited:
        raise DefectError(f"{name}: {problem}")
    remedy = _REMEDIES.get(problem.code, _SAVE_AGAIN)
    cause = next((each for each in inherited if each.code == problem.code), inherited[0])
    shown = problem if cause.code == problem.code else cause
    message = f"the template itself is not sound: {shown.message} ({shown.code})"
    return error(UNSOUND_TEMPLATE, Place(template.name), message, remedy)


def _blame(problems: list[LintProblem], name: str, template: TemplateFile) -> Iterator[Finding]:
    inherited = _unsound(template)
    for problem in problems:
        if problem.code in _FROM_TEXTS:
            meaning, remedy = _FROM_TEXTS[problem.code]
            yield error(BROUGHT_BY_TEXT, Place(name), f"{meaning}: {problem.message}", remedy, problem.message)
        else:
            yield _blame_template(problem, name, template, inherited)
