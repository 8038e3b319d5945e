"""Files that mean no good: whatever a paragraph is filled with, all rules together are through with it in seconds."""

from __future__ import annotations

import importlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefgen.checks import CheckContext, RuleSelection, Scope, all_rules, check
from briefgen.model.manuscript import Manuscript
from tests.checks.builders import a_manuscript, findings
from tests.checks.hostile import SHAPES, many_short_passages, one_long_passage

LONG, MANY = 8_000, 150
_SECONDS = 3
_SHAPES_AT_A_TIME = 8


def limited(work: Callable[[], Iterator[str]], seconds: int) -> str:
    """What a process of its own says last, which may take some seconds of the processor; "done" where it ends."""
    assert hasattr(os, "fork")
    context, writing = os.pipe()
    if not (child := os.fork()):
        told = "nothing"
        try:
            os.close(context)
            for told in work():
                _allow(seconds)
                os.write(writing, f"{told}\n".encode())
            os.write(writing, b"done\n")
        except BaseException as problem:  # whatever it is, the test shall see it
            os.write(writing, f"{told}: {problem!r}\n"[:500].encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(context, "rb") as pipe:
        told = pipe.read().decode()
    os.waitpid(child, 0)
    return told.splitlines()[-1] if told else "nothing"


def _allow(seconds: int) -> None:
    resource = importlib.import_module("resource")
    used = int(time.process_time()) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (used, resource.RLIM_INFINITY))


def read_through(documents: Callable[[str], Manuscript], shapes: list[str]) -> Iterator[str]:
    """Asks every rule about a document of each shape; says each shape before."""
    for shape in shapes:
        yield f"{shape!r}"
        manuscript = documents(shape)
        check(CheckContext((manuscript,), day=manuscript.as_of))


def some_at_a_time() -> list[list[str]]:
    shapes = list(SHAPES)
    return [shapes[at : at + _SHAPES_AT_A_TIME] for at in range(0, len(shapes), _SHAPES_AT_A_TIME)]


needs_linux = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs Linux to limit the time")


@needs_linux
@pytest.mark.parametrize("shapes", some_at_a_time(), ids=lambda shapes: f"{shapes[0]!r} …")
def test_a_paragraph_of_one_shape_over_and_over_is_read_in_seconds(shapes: list[str]) -> None:
    assert limited(lambda: read_through(lambda shape: one_long_passage(shape, LONG), shapes), _SECONDS) == "done"


@needs_linux
@pytest.mark.parametrize("shapes", some_at_a_time(), ids=lambda shapes: f"{shapes[0]!r} …")
def test_many_short_paragraphs_of_one_shape_are_read_in_seconds(shapes: list[str]) -> None:
    assert limited(lambda: read_through(lambda shape: many_short_passages(shape, MANY), shapes), _SECONDS) == "done"


@needs_linux
@pytest.mark.parametrize("language", ["fr", "de", "pl"])
def test_the_rules_of_other_languages_are_no_slower(language: str) -> None:
    some = ["a, ", "1 ", ",000", "mai ", "le 3 mai ", "am 3. Mai ", "« a ", "„a ", "40 Mio. EUR ", "d’", "A.", "12 % "]

    def documents(shape: str) -> Manuscript:
        return replace(one_long_passage(shape, LONG), language=language)

    assert limited(lambda: read_through(documents, some), _SECONDS) == "done"


@needs_linux
def test_a_process_that_goes_on_for_ever_is_stopped() -> None:
    def for_ever() -> Iterator[str]:
        yield "begun"
        while True:
            pass

    assert limited(for_ever, 1) == "begun"


def test_figures_too_long_for_a_number_are_no_error() -> None:
    digits = "1" * 5000
    text = f"It is EUR {digits}, {digits} persons, points 1-{digits}, Table {digits}, {digits}% and 1 000{digits} more."
    check(CheckContext((a_manuscript(text, f"Table {digits}: It"),)), RuleSelection())


@pytest.mark.parametrize("rule", [rule.id for rule in all_rules().values() if rule.scope is Scope.PASSAGE])
def test_a_rule_says_the_same_of_a_place_however_much_stands_before_it(rule: str) -> None:
    wrong = all_rules()[rule].wrong
    language = "en" if all_rules()[rule].reads("en") else min(all_rules()[rule].languages)
    filling = "The weather was fine and nobody went home. " * 400
    alone, behind = (findings(rule, *each.split("\n"), language=language) for each in (wrong, filling + wrong))
    assert {each.words for each in alone if each.words != wrong} <= {each.words for each in behind}
