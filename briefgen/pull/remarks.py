"""What is told of an edited document and not carried over: moves, margins, comments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from briefgen.findings import Finding, Place, warning
from briefgen.pull import COMMENTED, MARGIN_EDITED, MOVED, TWO_SIDED, VALUE_EDITED
from briefgen.pull.value_edits import ValueEdit
from briefgen.word.reader.traces import TracedDocument

_SHOWN: Final = 60  # characters of a wording in a message


def moves_in(made: TracedDocument, moved: Mapping[str, str], file: str) -> Iterator[Finding]:
    """What was moved by hand; a row is told once, with all that stands in it.

    Args:
        moved: the words of what was moved, by identity, in the order of the file.
    """
    order = {each.anchors[-1].identity: at for at, each in enumerate(each for each in made.body if each.anchors)}
    before = -1
    for identity, words in moved.items():
        follows, before = order[identity] == before + 1, order[identity]
        if not follows:
            message = f"“{shorten(words)}” was moved; the order is that of the ledger, so it stays there."
            remedy = "Move its rows in the table, if it is to stand elsewhere."
            yield warning(MOVED, Place(file), message, remedy, words)


def margins_edited(made: TracedDocument, found: TracedDocument) -> Iterator[Finding]:
    """Headers and footers that say something else."""
    for words in sorted(found.margins - made.margins):
        message = f"a header or footer says now “{shorten(words)}”; that is not carried over."
        remedy = "Change it in the template, or in dossier.yaml."
        yield warning(MARGIN_EDITED, Place(found.name), message, remedy, words)


def comments_in(found: TracedDocument) -> Iterator[Finding]:
    """The comments that people have left."""
    for each in found.comments:
        message = f"{each.author or 'somebody'} comments on “{shorten(each.about)}”: {each.text}"
        yield warning(COMMENTED, Place(found.name), message, words=each.text)


def value_edited(name: str, edit: ValueEdit, place: Place) -> Finding:
    """An edit inside a value, and what was made of it.

    Args:
        name: of the text that has the value.
    """
    if edit.figure:
        message = f"the figure {edit.figure}: {edit.old} → {edit.new}."
    elif edit.retyped:
        message = f"{name}: {edit.old} → {edit.new}, typed as {edit.retyped}."
    else:
        message = f"{name}: {edit.old} → {edit.new}, instead of {edit.typed}, which stands there no more."
    remedy = "" if edit.figure or edit.retyped else "See whether it should be a value again."
    return warning(VALUE_EDITED, place, message, remedy, edit.new)


def two_sided(file: str) -> Finding:
    """Told where a document cannot be made again as it was."""
    message = "the dossier or the template has changed since, and the document cannot be made again as it was."
    remedy = "It is compared with what would be made today: look at each proposal, and at what was deleted."
    return warning(TWO_SIDED, Place(file), message, remedy)


def shorten(text: str) -> str:
    """The beginning of a wording, as messages quote it."""
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"
