"""Texts are rendered once, however many documents and checks ask for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefgen.compose import texts as module
from briefgen.compose.texts import Renderer
from briefgen.model.richtext import RichText
from briefgen.text import TextError, rich_text
from tests.workspaces import a_sample


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each text has been rendered."""
    counted: Counter[str] = Counter()

    def count(text: str, words: Any, *, block: bool) -> RichText:
        counted[text] += 1
        return rich_text(text, words, block=block)

    monkeypatch.setattr(module, "rich_text", count)
    return counted


@pytest.mark.parametrize("order", [("annex",), ("letter",), ("letter", "--to", "all"), ("make", "all")], ids=" ".join)
def test_a_cold_run_renders_each_text_once(
    order: tuple[str, ...], rendered: Counter[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFGEN_CACHE", "off")
    done = a_sample(tmp_path).run(*order, "--as-of", "2023-03-20", "-l", "en")
    assert (done.code, done.err) == (0, "")
    assert len(rendered) > 100, "the checks read all documents"
    assert {text: count for text, count in rendered.items() if count > 1} == {}


def test_a_text_that_cannot_be_rendered_is_tried_once_and_refused_each_time(rendered: Counter[str]) -> None:
    words: dict[str, Callable[..., Any]] = {}
    renderer = Renderer(words)
    for _ in range(2):
        with pytest.raises(TextError):
            renderer.render("{{ nonsense(1) }}", block=True)
    assert rendered == {"{{ nonsense(1) }}": 1}
