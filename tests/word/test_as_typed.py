"""Templates as people type them: quotes, breaks, bookmarks, comments and remarks beside tags, and signs of a slip."""

import time

import pytest

from briefgen.word import RenderingError, Template, lint
from tests.word.docx_templates import a_template, compiled, p, part, r, rows, tbl, texts, tr
from tests.word.good import BY, W_NS

PAGE = '<w:r><w:br w:type="page"/></w:r>'
LINE = "<w:r><w:br/></w:r>"
NBSP = "\u00a0"


def bookmark(name: str, *inside: str, number: int = 8) -> str:
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    return f'{start}{"".join(inside)}<w:bookmarkEnd w:id="{number}"/>'


START, END = bookmark("bm").split("><")[0] + ">", "<" + bookmark("bm").split("><")[1]
COMMENTS = {"word/comments.xml": f'<w:comments {W_NS}><w:comment w:id="0" {BY}>{p("Right?")}</w:comment></w:comments>'}
FROM, TO = '<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'


def warnings(*blocks: str) -> list[str]:
    template, findings = Template.check(a_template(*blocks), "t.docx")
    assert template is not None
    return [str(each) for each in findings]


@pytest.mark.parametrize(
    "text",
    [
        "’a’",
        "‘a‘",
        '"a”',
        '“a"',
        "'a’",
        "‚a‘",
        f"«{NBSP}a{NBSP}»",
        "« a »",
        "»a«",
        "›a‹",
        "”a”",
        "„a“",
        '"a” if x else ’b’',
    ],
)
def test_a_text_in_a_tag_may_have_the_marks_of_any_language(text: str) -> None:
    assert texts(compiled(p(f"{{{{ {text} }}}}")).render({"x": True})) == ["a"]


@pytest.mark.parametrize("kind", ["", "p"])
@pytest.mark.parametrize("sign", [PAGE, LINE, '<w:r><w:br w:type="column"/></w:r>'])
def test_a_break_beside_a_block_tag_stays_inside_or_outside_of_the_block(kind: str, sign: str) -> None:
    opened, closed = f"{{%{kind} for x in xs %}}", f"{{%{kind} endfor %}}"
    inside = compiled(p(opened), p("{{ x }}"), p(sign, closed)).render({"xs": [1, 2]})
    outside = compiled(p(opened), p("{{ x }}"), p(closed, sign), p("end")).render({"xs": [1, 2]})
    before = compiled(p(sign, opened), p("{{ x }}"), p(closed)).render({"xs": [1, 2]})
    assert [texts(each) for each in (inside, outside, before)] == [
        ["1", "\n", "2", "\n"],
        ["1", "2", "\n", "end"],
        ["\n", "1", "2"],
    ]


def test_the_end_of_a_section_stays_when_its_paragraph_goes() -> None:
    ends = p("{%p endif %}", properties='<w:sectPr><w:type w:val="oddPage"/></w:sectPr>')
    assert 'w:val="oddPage"' in part(compiled(p("{%p if x %}"), p("a"), ends, p("b")).render({"x": False}))


def test_a_remark_may_stand_beside_a_tag_that_takes_its_paragraph_or_row() -> None:
    paragraphs = compiled(p("{# of x #} {%p if x %}"), p("a"), p("{%p endif %}{# end #}"))
    table = compiled(tbl(tr("{%tr for x in xs %}", "{# rows #}"), tr("{{ x }}", "k"), tr("{%tr endfor %}", "")))
    assert texts(paragraphs.render({"x": True})) == ["a"]
    assert rows(table.render({"xs": ["a", "b"]})) == [["a", "k"], ["b", "k"]]


def test_a_remark_of_a_row_takes_all_of_it_away_the_tags_too() -> None:
    table = tbl(tr("{#tr not now #}", "{%tr for y in ys %}{{ gone }}"), tr("a", "{{ x }}"))
    assert rows(compiled(table).render({"x": "k"})) == [["a", "k"]]


@pytest.mark.parametrize("beside", [bookmark("_GoBack"), bookmark("place")])
def test_an_empty_bookmark_beside_a_tag_is_no_content(beside: str) -> None:
    macro = (p("{%p macro m() %}"), p("a"), p("b"), p("{%p endmacro %}"))
    document = compiled(*macro, p("{{p m() }}", beside)).render({})
    assert (texts(document), lint(document)) == (["a", "b"], [])
    assert ("_GoBack" in part(document), "place" in part(document)) == (False, "place" in beside)


def test_a_comment_on_a_tag_goes_with_it() -> None:
    document = compiled(p(FROM, "{%p if x %}", TO), p("a"), p("{%p endif %}"), parts=COMMENTS).render({"x": True})
    assert (texts(document), lint(document)) == (["a"], [])


@pytest.mark.parametrize("x", [True, False])
@pytest.mark.parametrize(
    "blocks",
    [
        (p(FROM, "a"), p("{%p if x %}"), p("b", TO), p("{%p endif %}")),
        (p("{%p if x %}"), p(FROM, "b"), p("{%p endif %}"), p("c", TO)),
        (p(FROM, "a {% if x %}b", TO, "{% endif %}"),),
        (p(FROM, "a"), p("{%p if x %}", TO), p("b"), p("{%p endif %}")),
    ],
)
def test_a_comment_that_a_condition_would_cut_stays_whole(blocks: tuple[str, ...], x: bool) -> None:
    document = compiled(*blocks, parts=COMMENTS).render({"x": x})
    assert lint(document) == []
    assert "Right?" in part(document, "word/comments.xml")


@pytest.mark.parametrize("xs", [[], [1], [1, 2]])
@pytest.mark.parametrize(
    "blocks",
    [
        (p("{%p for x in xs %}"), p(START, "{{ x }}"), p("{%p endfor %}"), p("after", END)),
        (p(START, "before"), p("{%p for x in xs %}"), p("{{ x }}", END), p("{%p endfor %}")),
        (p("{%p for x in xs %}", START), p("{{ x }}", END), p("{%p endfor %}")),
        (p(START, "{%p for x in xs %}", END), p("{{ x }}"), p("{%p endfor %}")),
        (
            p("a"),
            tbl(tr("{%tr for x in xs %}", ""), tr(p(START, "{{ x }}"), ""), tr("{%tr endfor %}", "")),
            p("b", END),
        ),
        (p("a {% for x in xs %}", START, "{{ x }}{% endfor %}"), p("b", END)),
    ],
)
def test_a_bookmark_that_a_loop_would_cut_is_widened(blocks: tuple[str, ...], xs: list[int]) -> None:
    document = compiled(*blocks, p("end")).render({"xs": xs})
    assert lint(document) == []
    assert 'w:name="bm"' in part(document)


def test_a_field_that_a_condition_would_cut_is_refused_with_its_place() -> None:
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r>'
    ended = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    blocks = (p("a", begun), p("{%p if x %}"), p("b", ended), p("{%p endif %}"))
    _, findings = Template.check(a_template(*blocks), "t.docx")
    assert "paragraph 2: error TPL-005: {%p if x %}: a field begins or ends inside" in str(findings[0])


def test_what_is_no_text_is_named_in_words() -> None:
    picture = "<w:r><w:drawing/></w:r>"
    _, findings = Template.check(a_template(p("{%p if x %}", picture), p("{%p endif %}")), "t.docx")
    assert "but a picture or text box stands beside it" in str(findings[0])
    assert "\ufffc" not in "".join(map(str, findings))


def test_dashes_join_lines_of_a_paragraph_and_paragraphs_until_none_is_left() -> None:
    lines = p("in", LINE, "{%- if x -%}", LINE, " town", LINE, "{%- endif -%}", LINE, " now")
    loop = (p("{% for x in xs -%}"), p("{% if x == 'b' %}{{ x }}{% endif -%}"), p("{% endfor %}"))
    assert texts(compiled(lines).render({"x": True})) == ["in town now"]
    assert texts(compiled(p("A"), *loop, p("Z")).render({"xs": ["a", "b"]})) == ["A", "b", "Z"]


def test_a_paragraph_joined_to_a_tag_alone_keeps_its_own_style() -> None:
    document = compiled(p("{% for x in xs -%}", style="Tag"), p("{{ x }}", style="Bullet"), p("{%- endfor %}"))
    assert "Tag" not in part(document.render({"xs": ["a"]}))


@pytest.mark.parametrize(
    "typed", ["{ { x } }", "{ x }}", "{ % if x % }", "<<x>>", "«x»", "[[ x ]]", "{% if y } %}".replace("%}", "}")]
)
def test_what_looks_like_a_tag_is_warned_of_at_its_place(typed: str) -> None:
    _, findings = Template.check(a_template(p("a"), p(f"Dear {typed},")), "t.docx")
    assert str(findings[0]).startswith("t.docx, paragraph 2: ")


def test_a_field_of_a_mail_merge_is_warned_of_once() -> None:
    field = f'<w:fldSimple w:instr=" MERGEFIELD Name ">{r("«Name»")}</w:fldSimple>'
    assert [each.split("\n")[0] for each in warnings(p("Dear ", field))] == [
        "t.docx, paragraph 1: warning TPL-032: MERGEFIELD Name: a field of Word’s mail merge stays as it is"
    ]


@pytest.mark.parametrize("typed", ["a << b", "« mot »", "[1]", "{a}", "{{ x }}", "{{ {'a': 1}['a'] }}", "{ }", "[[1]]"])
def test_what_is_plain_text_or_a_tag_is_not_warned_of(typed: str) -> None:
    assert warnings(p(typed)) == []


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("3 + v", "a number and a text cannot be taken together with +"),
        ("v + 3", "a text and a number cannot be taken together with +"),
        ("v()", "a text is no function"),
        ("v % 3", "fewer places"),
        ("'%s %s' % 3", "more places"),
        ("'%d' % v", "%d stands for a number, and the value is a text"),
        ("'{:d}'.format(v)", "the format “d” is none for a text"),
        ("'%y' % v", "the format is none"),
        ("v['a':]", "not a whole number"),
        ("v < 3", "a text and a number cannot be compared with <"),
        ("-v", "- cannot stand before a text"),
        ("1 / 0", "it divides by zero"),
        ("3 | join", "a number is no list"),
        ("v | replace('a')", "too few or too many values"),
        ("v.index('z')", "what is looked for is not there"),
        ("[1, 2] * v", "cannot be multiplied by a text"),
        ("r.2023", 'Write r["2023"].'),
        ("r.first-name", 'Write r["first-name"].'),
        ("recipent", "Did you mean “recipient”?"),
        ("last-name", "such as last_name"),
    ],
)
def test_what_goes_wrong_is_said_without_words_of_python(code: str, told: str) -> None:
    data = {"v": "x", "r": {"2023": "F", "first-name": "A"}, "recipient": "R", "last-name": "B"}
    with pytest.raises(RenderingError) as refused:
        compiled(p(f"{{{{ {code} }}}}")).render(data)
    assert told in str(refused.value)
    assert not any(each in str(refused.value) for each in ("'str'", "'int'", "object", "argument", "indices"))


def test_a_section_ends_where_it_did_when_its_paragraph_is_joined() -> None:
    ends = p("b", properties='<w:sectPr><w:type w:val="oddPage"/></w:sectPr>')
    document = compiled(p("a{% if x -%}"), ends, p("{%- endif %}c"), p("end")).render({"x": True})
    assert (texts(document), part(document).count("oddPage")) == (["ab", "c", "end"], 1)


def test_a_long_chain_of_dashes_takes_no_time() -> None:
    begun = time.process_time()
    assert texts(compiled(*[p("{% if x -%}"), p("a{% endif -%}")] * 450).render({"x": True})) == ["a" * 450]
    assert time.process_time() - begun < 5
