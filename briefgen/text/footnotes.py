"""Footnotes: their texts are taken out of the source before it is read.

A definition begins a line with `[^label]:` and goes on to the next blank line or definition; after a blank line, lines
indented by four spaces or a tab belong to it as further paragraphs.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from briefgen.text.light import Problem

_BEGINNING = re.compile(r" {0,3}\[\^([^\]\s]+)\]:[ \t]*")
_INDENT = re.compile(r" {4}|\t")


class Definition(NamedTuple):
    """The text of a note."""

    label: str
    text: str


class Divided(NamedTuple):
    """A source without its definitions, and these by their labels."""

    text: str
    definitions: dict[str, Definition]
    problems: tuple[Problem, ...] = ()


def take_definitions(source: str) -> Divided:
    """Divide a source into its text and its notes; a label defined twice is a problem."""
    if "[^" not in source:
        return Divided(source, {})
    text, notes = _divided(source.split("\n"))
    found = [Definition(label, "\n".join(lines)) for label, lines in notes]
    labels = [label for label, _ in notes]
    twice = sorted({label for label in labels if labels.count(label) > 1})
    problems = [
        Problem(f"The note “{label}” is defined twice.", "Give one of them another name.", f"[^{label}]:")
        for label in twice
    ]
    problems += [
        Problem(f"The note “{note.label}” has no text.", "Write it after the colon.", f"[^{note.label}]:")
        for note in found
        if not note.text.strip()
    ]
    return Divided("\n".join(text), {note.label: note for note in found}, tuple(problems))


def _divided(lines: list[str]) -> tuple[list[str], list[tuple[str, list[str]]]]:
    text: list[str] = []
    notes: list[tuple[str, list[str]]] = []
    is_note = False  # whether the line before belongs to a note, or is blank after one
    for line in lines:
        beginning = _BEGINNING.match(line)
        if beginning:
            notes.append((beginning[1], [line[beginning.end() :]]))
            # what stands before and after a definition are two paragraphs
            text.append("")
            is_note = True
        elif is_note and _goes_on(line, notes[-1][1]):
            notes[-1][1].append(_INDENT.sub("", line, count=1))
        else:
            is_note = False
            text.append(line)
    return text, notes


def _goes_on(line: str, note: list[str]) -> bool:
    """Blank lines go on, too: whether they belonged to the note only shows in the line after them."""
    return not line.strip() or bool(note[-1].strip()) or bool(_INDENT.match(line))
