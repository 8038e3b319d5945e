"""What counts as a tag in the text of a paragraph."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.word.wml.tags import Tag, TagKind, find_tags


def only(text: str) -> Tag:
    (tag,) = find_tags(text)
    return tag


@pytest.mark.parametrize(
    ("typed", "kind", "level", "code"),
    [
        ("{{ name }}", TagKind.VALUE, "", "name"),
        ("{{name}}", TagKind.VALUE, "", "name"),
        ("{% if a %}", TagKind.STATEMENT, "", "if a"),
        ("{%p if a %}", TagKind.STATEMENT, "p", "if a"),
        ("{%tr for x in xs %}", TagKind.STATEMENT, "tr", "for x in xs"),
        ("{%tc endfor %}", TagKind.STATEMENT, "tc", "endfor"),
        ("{%r if a %}", TagKind.STATEMENT, "r", "if a"),
        ("{{r text }}", TagKind.VALUE, "r", "text"),
        ("{{p part }}", TagKind.VALUE, "p", "part"),
        ("{#p a remark #}", TagKind.COMMENT, "p", "a remark"),
        ("{{ p }}", TagKind.VALUE, "", "p"),
        ("{{p}}", TagKind.VALUE, "", "p"),
        ("{{p.title}}", TagKind.VALUE, "", "p.title"),
        ("{%- if a -%}", TagKind.STATEMENT, "", "if a"),
        ("{{ -5 }}", TagKind.VALUE, "", "-5"),
        ('{{ "}}" }}', TagKind.VALUE, "", '"}}"'),
        ('{{ {"a": {"b": 1}} }}', TagKind.VALUE, "", '{"a": {"b": 1}}'),
    ],
)
def test_a_tag_is_read_as_it_was_meant(typed: str, kind: TagKind, level: str, code: str) -> None:
    tag = only(f"before {typed} after")
    assert (tag.kind, tag.level, tag.code, tag.typed, tag.fault) == (kind, level, code, typed, "")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("{{ x|default(“none”) }}", 'x|default("none")'),
        ("{{ x|default(‘none’) }}", 'x|default("none")'),
        ("{{ x|default(„none“) }}", 'x|default("none")'),
        ("{{ “it’s so” }}", '"it’s so"'),
        ('{{ "it’s so" }}', '"it’s so"'),
        ("{{\u00a0x\u202f}}", "x"),
        ("{{ na\u200bme }}", "name"),
        ('{{ "EUR\u00a05" }}', '"EUR\u00a05"'),
    ],
)
def test_what_word_puts_in_on_its_own_does_not_matter(typed: str, code: str) -> None:
    assert only(typed).code == code


@pytest.mark.parametrize("typed", ["{{ name", "{% if a", "{# remark", "{{ a } }", "{% if a }}"])
def test_a_tag_that_is_not_closed_is_a_fault(typed: str) -> None:
    assert "not closed" in only(typed).fault


def test_a_tag_that_is_not_closed_does_not_swallow_the_next_one() -> None:
    first, second = find_tags("Dear {{ name and {{ title }},")
    assert "not closed" in first.fault
    assert second.code == "title"


def test_an_apostrophe_in_a_tag_does_not_reach_for_one_further_on() -> None:
    first, second = find_tags("{{ it's }} and John's {{ b }}")
    assert (first.typed, second.typed) == ("{{ it's }}", "{{ b }}")


def test_forty_thousand_braces_take_no_time() -> None:
    begun = time.process_time()
    assert all(tag.fault for tag in find_tags("{" * 40_000))
    assert time.process_time() - begun < 1


@given(st.text(alphabet="ab {}%#\"'“”\n"))
def test_tags_never_overlap_and_together_with_the_rest_make_up_the_text(text: str) -> None:
    end = 0
    for tag in find_tags(text):
        assert end <= tag.start < tag.end <= len(text)
        assert tag.fault or text[tag.start : tag.end] == tag.typed
        end = tag.end
