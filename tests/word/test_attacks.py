"""Templates that mean no good: a message within five seconds and 500 MB, and nothing else."""

import importlib
import os
import re
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from briefgen.errors import FindingsError
from briefgen.word import RenderingError, Template, TemplateFaultsError
from tests.word.attacks import ATTACKS, HARMLESS, REFUSED, STOPPED, Attack
from tests.word.docx_templates import a_template, texts

ALL = [attack for attacks in ATTACKS.values() for attack in attacks]
_SECONDS, _BYTES = 10, 500 << 20  # five seconds of a calm core are up to ten where a neighbour shares it
_TABLE = Path(__file__).parents[2] / "docs" / "attacks.md"


def outcome(attack: Attack) -> str:
    """What happens, and the message or text that comes of it."""
    try:
        template = Template.read(a_template(*attack.blocks), "test.docx")
    except TemplateFaultsError as refused:
        return f"{REFUSED}: {_first(refused)}"
    try:
        document = template.render(attack.data)
    except RenderingError as stopped:
        return f"{STOPPED}: {_first(stopped)}"
    return f"{HARMLESS}: {''.join(texts(document))}"


def _first(problem: FindingsError) -> str:
    return str(problem.findings[0])


def in_a_small_process(attack: Attack) -> str:
    """The outcome, found in a process of its own that may take ten seconds and 500 MB more than this one."""
    assert hasattr(os, "fork")
    reading, writing = os.pipe()
    if not (child := os.fork()):
        try:
            os.close(reading)
            _limit()
            told = outcome(attack)
        except BaseException as problem:  # whatever it is, the test shall see it
            told = f"no message but {problem!r}"[:500]
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(told[:100_000].encode("utf-8", "replace"))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read().decode()
    _, status = os.waitpid(child, 0)
    return told or f"killed by signal {os.waitstatus_to_exitcode(status)}"


def _limit() -> None:
    resource = importlib.import_module("resource")
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    memory = pages * resource.getpagesize() + _BYTES
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    used = int(time.process_time()) + _SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (used, used))


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs Linux to limit memory and time")
@pytest.mark.usefixtures("untraced")
@pytest.mark.parametrize("attack", ALL, ids=lambda attack: attack.tries)
def test_an_attack_ends_in_a_message_or_does_nothing(attack: Attack) -> None:
    told = in_a_small_process(attack)
    assert told.startswith(attack.outcome), told[:500]
    assert attack.told in told, told[:500]
    assert (not attack.placed) or attack.outcome == HARMLESS or re.search(r"paragraph \d+.*\{[{%]", told, re.DOTALL)


def test_the_table_of_the_documentation_lists_the_attacks_that_are_tested() -> None:
    assert _TABLE.read_text("utf-8").partition("<!-- table -->\n")[2] == table()


def table() -> str:
    """The attacks as the tables of `docs/attacks.md`; print this to bring the page up to date."""
    return "\n".join(line for heading, attacks in ATTACKS.items() for line in _section(heading, attacks))


def _section(heading: str, attacks: Sequence[Attack]) -> list[str]:
    rows = [f"| {each.tries} | `` {each.shown.replace('|', chr(92) + '|')} `` | {_said(each)} |" for each in attacks]
    return [f"## {heading}", "", "| it tries | by | what happens |", "|---|---|---|", *rows, ""]


def _said(attack: Attack) -> str:
    if attack.outcome == HARMLESS or not attack.told:
        return attack.outcome
    return f"{attack.outcome}: “… {attack.told} …”"
