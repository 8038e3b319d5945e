"""A redline as it looks, for engines that do not show tracked changes."""

from __future__ import annotations

import pytest

from briefgen.redline import redline
from briefgen.redline.looks import show_changes
from briefgen.word import lint
from briefgen.word.reader import read_manuscript
from tests import sample_documents
from tests.redline.papers import p, paper, run


def looks(old: bytes, new: bytes) -> str:
    """What stands in a shown redline: [-deleted-], {+inserted+}, a paragraph a line."""
    manuscript = read_manuscript(show_changes(redline(old, new).docx), "shown")
    return "\n".join("".join(map(_shown, each.spans)) for each in manuscript.body)


def _shown(span: object) -> str:
    text = getattr(span, "text", "")
    if getattr(span, "strike", False):
        return f"[-{text}-]"
    return f"{{+{text}+}}" if getattr(span, "underline", False) else str(text)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ([p(run("The same."))], [p(run("The same."))], "The same."),
        ([p(run("On 5 March it began."))], [p(run("On 6 March it began."))], "On [-5-]{+6+} March it began."),
        ([p(run("One."))], [p(run("One.")), p(run("Two came later."))], "One.\n{+Two came later.+}"),
        ([p(run("One.")), p(run("Two is gone."))], [p(run("One."))], "One.\n[-Two is gone.-]"),
    ],
)
def test_deleted_words_are_struck_and_inserted_ones_underlined(old: list[str], new: list[str], shown: str) -> None:
    assert looks(paper(*old), paper(*new)) == shown


def test_no_tracked_change_is_left_and_the_file_is_sound() -> None:
    made = redline(sample_documents.document("letter-2023-03-20"), sample_documents.document("annex-2023-03-17"))
    shown = show_changes(made.docx)
    assert not {each.code for each in lint(shown)} - {each.code for each in lint(made.docx)}
    assert b"delText" not in shown
    assert show_changes(shown) == show_changes(show_changes(shown))


def test_a_file_without_changes_is_as_it_was() -> None:
    document = sample_documents.document("letter-2023-03-20")
    assert read_manuscript(show_changes(document), "x") == read_manuscript(document, "x")
