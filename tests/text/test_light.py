"""Texts that are read without the parser come out as the parser reads them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefgen.model.richtext import Block, Span
from briefgen.text.markdown import read_markdown
from briefgen.text.markup import read_light

PIECES = [
    "**",
    "**a",
    "b** ",
    "*",
    "a",
    "Zürich",
    "(",
    ":",
    ".",
    "1.",
    "-",
    "#",
    "_",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\u00a0",
    "\U000f0000",
]
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=14).map("".join),
    st.text(alphabet="a b<>&.!{}~|=\u00a0\u3000\n", max_size=30),
    st.text(alphabet="a -+#1.)\n\u00a0!", max_size=24),
)


@given(TEXTS, st.booleans())
@example("**a** b\n**c** d", True)
@example("a **b** c **d**\n\n**e:** f", True)
@example("**1.** a", True)
@example("**- a** b", True)
@example("**a\nb** c", True)
@example("a **b", True)
@example("**a\u00a0** b", True)
@example("(**a**) b", True)
@example("**a**.", True)
@example("(**a:**), b", True)
@example("**\U000f0000** **a!**!", True)
@example("***a*** b", True)
@example("a** b **c", True)
def test_what_is_read_without_the_parser_is_what_the_parser_reads(text: str, block: bool) -> None:
    light = read_light(text, block=block)
    # one paragraph alone is read in a text that is no block: a blank line in it is a fault
    if light and (block or "\n\n" not in text.replace(" ", "")):
        assert light == read_markdown(text if block else text.strip(" \t\n"), {}, block=block).blocks


def test_bold_words_at_the_beginning_of_a_text_need_no_parser() -> None:
    assert read_light("**Dublin:** done. **Both** ends", block=True) == (
        Block((Span("Dublin:", bold=True), Span(" done. "), Span("Both", bold=True), Span(" ends"))),
    )


@pytest.mark.parametrize("text", ["*a*", "**a", "a**b**", "[a](https://b.eu)", r"\*", "**a *b*** c", "- a", "1. **a**"])
def test_all_other_markup_is_left_to_the_parser(text: str) -> None:
    assert read_light(text, block=True) is None
