"""The body of an e-mail, as plain text and as HTML."""

from __future__ import annotations

import pytest

from briefgen.model.richtext import RichText
from briefgen.pages.message import html_message, plain_message
from briefgen.text import rich_text


def a_text(source: str) -> RichText:
    return rich_text(source, {}, block=True)


def html_of(source: str) -> str:
    page = html_message(a_text(source), "en-IE")
    return page.partition("<body>\n")[2].removesuffix("</body>\n</html>\n")


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        ("One.\n\nTwo **bold** and *italic*.", "One.\n\nTwo bold and italic.\n"),
        ("One\\\nline.", "One\nline.\n"),
        ("- one\n- two\n\nThen.", "– one\n– two\n\nThen.\n"),
        ("1. one\n2. two\n   - deeper\n   - still\n3. three", "1. one\n2. two\n   – deeper\n   – still\n3. three\n"),
        ("1. one\n\nThen.\n\n1. again", "1. one\n\nThen.\n\n1. again\n"),
        ("See [the report](https://a.eu/b).", "See the report (https://a.eu/b).\n"),
        ("See [https://a.eu/b](https://a.eu/b).", "See https://a.eu/b.\n"),
        ("Write to [a@b.eu](mailto:a@b.eu).", "Write to a@b.eu.\n"),
        ("One.[^a] Two.[^b]\n\n[^a]: First.\n\n[^b]: Second.", "One.[1] Two.[2]\n\n[1] First.\n[2] Second.\n"),
        ("## Heading\n\nText.", "Heading\n\nText.\n"),
        ("- a\\\n  b", "– a\n  b\n"),
    ],
)
def test_plain_text_says_what_the_text_says(source: str, plain: str) -> None:
    assert plain_message(a_text(source)) == plain


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("One & <two> **bold**.", "<p>One &amp; &lt;two&gt; <strong>bold</strong>.</p>\n"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"),
        ("1. one\n   - deeper\n2. two", "<ol>\n<li>one\n<ul>\n<li>deeper</li>\n</ul>\n</li>\n<li>two</li>\n</ol>\n"),
        ("- one\n\n1. two", "<ul>\n<li>one</li>\n</ul>\n<ol>\n<li>two</li>\n</ol>\n"),
        ("[a](https://a.eu/?b&c)", '<p><a href="https://a.eu/?b&amp;c">a</a></p>\n'),
        ("One.[^a]\n\n[^a]: First.", "<p>One.[1]</p>\n<p>[1] First.</p>\n"),
        ("## Heading", "<p><strong>Heading</strong></p>\n"),
    ],
)
def test_html_has_the_same_and_no_look(source: str, html: str) -> None:
    assert html_of(source) == html


def test_the_page_names_its_language() -> None:
    assert '<html lang="fr-FR">' in html_message(a_text("Bonjour."), "fr-FR")
