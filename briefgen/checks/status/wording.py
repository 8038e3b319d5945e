"""What an entry says, held against its state and against itself: parts of STA-001."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.checks.reading import Scanned
from briefgen.checks.rule import Fault
from briefgen.checks.tense_words import Tenses
from briefgen.checks.tenses import LANGUAGES, clause_around, tenses_of
from briefgen.findings import Grade

_OPERATIONAL = re.compile(
    r"\boperational\b\s*[:;,–—-](?P<between>[^.;]{0,300}?)\bwill (?:consist|comprise|start|begin|become"
    r"|be (?:set up|established|operational|launched))\b"
)


def against_its_state(scanned: Scanned) -> Iterator[Fault]:
    """What is done is told as done, and what is planned as still to come; in the languages of the words only."""
    state, text = scanned.passage.state, scanned.text
    if state not in {"done", "planned"} or scanned.language not in LANGUAGES:
        return
    words = tenses_of(scanned.language)
    if state == "done":
        coming = _promise(text, words)
        if coming and not words.under_way.search(text) and not _act(text, words):
            message = f"The state is “done”, but the text speaks of what is to come: “{coming}”."
            yield _at(scanned, coming, message, "Say what was done, or correct the state.")
    elif not words.coming.search(text) and (done := _act(text, words)):
        message = f"The state is “planned”, but the text tells of it as done: “{done}”."
        yield _at(scanned, done, message, "Correct the state, or say what is still to come.")


def operational_but_to_come(scanned: Scanned) -> Iterator[Fault]:
    """What is operational does not still have to come into being; English only."""
    for found in _OPERATIONAL.finditer(scanned.text):
        message = "“operational” says that it is at work, “will” that it is still to come."
        yield scanned.at(*found.span(), message, "Say which: at work already, or from when.", Grade.WARNING)


def _promise(text: str, words: Tenses) -> str:
    found = words.expects.search(text)
    return found[0] if found else ""


def _act(text: str, words: Tenses) -> str:
    """An act told as done; not one that is only spoken of, such as the decision “to be adopted”."""
    acts = (each for each in words.done.finditer(text) if each["act"])
    done = (each[0] for each in acts if not words.coming.search(clause_around(text, *each.span())[0]))
    return next(done, "")


def _at(scanned: Scanned, words: str, message: str, remedy: str) -> Fault:
    start = scanned.text.find(words)
    return scanned.at(start, start + len(words), message, remedy, Grade.WARNING)
