"""Contrast between letters and ground (WCAG 2.1, 1.4.3: at least 4.5 to 1)."""

from __future__ import annotations

import re

from briefgen.word.lint.looks import Looks
from briefgen.word.lint.survey import Survey
from briefgen.word.ooxml import PPR, RPR, RUN, TC, TCPR, Element, P, T, ancestor, w

_ENOUGH = 4.5
_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_FILL = w("fill")


def colours_contrast(body: Element, looks: Looks, survey: Survey) -> None:
    """Reports each pair of colours in the text that is too weak, once."""
    weak: dict[tuple[str, str], str] = {}
    for run in body.iter(RUN):
        paragraph = ancestor(run, P)
        if paragraph is not None and run.find(T) is not None:
            pair = looks.colour(run, paragraph) or "000000", _ground(run, paragraph)
            if all(map(_HEX.fullmatch, pair)) and contrast(*pair) < _ENOUGH:
                weak.setdefault(pair, "".join(map(str, run.itertext(T))))
    for (colour, ground), text in weak.items():
        message = f"“{text[:40]}”: {colour} on {ground} is {contrast(colour, ground):.1f} to 1"
        survey.report("LOW_CONTRAST", survey.package.main_part, message)


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours given as six hexadecimal digits, from 1 to 21 (WCAG 2.1)."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.03928 else float(((channel + 0.055) / 1.055) ** 2.4)


def _ground(run: Element, paragraph: Element) -> str:
    """The shading behind a run: its own, its paragraph's, its cell's, or white paper."""
    cell = ancestor(paragraph, TC)
    places = ((run, RPR), (paragraph, PPR), (cell, TCPR))
    fills = (_fill(element, f"{path}/{w('shd')}") for element, path in places if element is not None)
    return next((fill for fill in fills if fill not in {"", "auto"}), "FFFFFF")


def _fill(element: Element, path: str) -> str:
    shading = element.find(path)
    return "" if shading is None else (shading.get(_FILL) or "")
