"""What a drafter is told of a broken template: every fault, each at its place."""

import pytest

from briefgen.word import RenderingError, Template, TemplateFaultsError
from tests.word.docx_templates import a_template, compiled, p, r, tbl, tc, tr
from tests.word.good import W_NS


def faults(*blocks: str, **options: object) -> list[str]:
    """The faults of a template, each as the drafter reads it."""
    _, findings = Template.check(a_template(*blocks, **options), "annex.docx")  # type: ignore[arg-type]
    return [str(finding) for finding in findings]


def only(*blocks: str) -> str:
    (fault,) = faults(*blocks)
    return fault


def test_all_faults_of_all_parts_are_found_in_one_run() -> None:
    header = f"<w:hdr {W_NS}>{p('{{ a b }}')}</w:hdr>"
    found = faults(
        p("{{ a"), p("{%p endfr %}"), tbl(tr("{{ a.__class__ }}", "{{ a|upperr }}")), parts={"word/header1.xml": header}
    )
    assert [fault.split(": ")[1] for fault in found] == [
        "error TPL-001",
        "error TPL-003",
        "error TPL-010",
        "error TPL-009",
        "error TPL-002",
    ]


def test_a_fault_names_file_table_row_column_and_the_heading_above() -> None:
    fault = only(p("x"), p("Borders", style="Heading2"), tbl(tr("a", "b"), tr("c", tc("d", "{{ e f }}"))))
    assert fault.startswith(
        "annex.docx, table 1, row 2, column 2, paragraph 2, under “Borders”: error TPL-002: {{ e f }}:"
    )


def test_a_fault_in_a_header_names_the_header() -> None:
    (fault,) = faults(p("x"), parts={"word/header1.xml": f"<w:hdr {W_NS}>{p('{{ a')}</w:hdr>"})
    assert fault.startswith("annex.docx, header 1, paragraph 1: error TPL-001")


@pytest.mark.parametrize(
    ("blocks", "told"),
    [
        ([p("{%p for x in xs %}"), p("x")], "never closed"),
        ([p("x"), p("{%p endif %}")], "nothing is open that it could close"),
        ([p("{% if a %}x{% endfor %}{% endif %}")], "{% for … %} is missing"),
        ([p("{%p if a %}"), p("x"), p("{% endif %}")], "Write {%p endif %}"),
        ([p("before {%p if a %} after"), p("{%p endif %}")], "“before after” stands beside it and would be lost"),
        ([p("{%p if a %}{%p endif %}")], "Put the tag into a paragraph of its own"),
        ([p("{%tr for x in xs %}"), p("{%tr endfor %}")], "stands outside a table"),
        ([tbl(tr("{%tr if a %}", "text")), p("{%tr endif %}")], "“text” stands beside it"),
        ([tbl(tr("{% if a %}x", "y{% endif %}"))], "opened elsewhere"),
        ([p("{%pfor x in xs %}")], "Put a space after {%p: {%p for … %}"),
        ([p("{% fi a %}{% endif %}")], "“fi” is not a statement"),
        ([p("{% include 'x' %}")], "not read from a folder"),
        ([p("{{ when(a }}")], "a bracket is opened and not closed\n  Put the one that closes it"),
        ([p("{% if a[0 %}{% endif %}")], "a bracket is opened and not closed"),
        ([p("{{ item owner }}")], "Two names need something between them: a full stop, as in item.owner"),
        ([p("{{ a | upcase }}")], "There are: abs, "),
        ([p("{ if a }x{ endif }")], "{ if a }: it looks like a tag, and is printed as it is"),
        ([p("{{ a | capitalise }}")], "Did you mean “capitalize”?"),
        ([p("{{ « a }}")], "the character “«” has no meaning in a tag"),
        ([p("{% if a ≤ b %}{% endif %}")], "Write <= for it."),
        ([p("{% if a = b %}{% endif %}")], "Write == to compare."),
        ([p("{% for a in b %}{% end for %}")], "Write {% endfor %}."),
        ([p("{% if a %}{% else if b %}{% endif %}")], "Write {% elif"),
        ([p("{% for x xs %}{% endfor %}")], "“in” is missing"),
        ([p("{% else a %}")], "nothing can stand behind “else”"),
        ([p("{% cantsplit a %}")], "stands outside a table"),
        ([p("{{ }}")], "a name or value is missing"),
    ],
)
def test_a_fault_says_what_is_wrong_and_what_to_do(blocks: list[str], told: str) -> None:
    assert told in "\n".join(faults(*blocks))


def test_a_block_that_ends_in_the_middle_of_a_link_is_refused_instead_of_losing_text() -> None:
    link = f'<w:hyperlink w:anchor="x">{r("in{% endif %}to")}</w:hyperlink>'
    assert "opened elsewhere" in only(p("{% if a %}out", link))


def test_a_template_with_faults_is_not_read() -> None:
    with pytest.raises(TemplateFaultsError) as refused:
        compiled(p("{{ a"))
    assert refused.value.exit_code == 1


def test_an_unknown_name_is_refused_with_its_place_when_it_is_met() -> None:
    with pytest.raises(RenderingError, match="“nmae” is not among the fields"):
        compiled(p("{{ nmae }}")).render({"name": "x"})


def test_an_unknown_field_is_refused_with_the_fields_that_there_are_and_the_record() -> None:
    template = compiled(p("{%p for point in points %}"), p("{{ point.titel }}"), p("{%p endfor %}"))
    data = {"points": [{"title": "a", "titel": "b"}, {"title": "c", "number": "2"}]}
    with pytest.raises(RenderingError) as refused:
        template.render(data)
    told = str(refused.value)
    assert "“titel” is not a field of this record; it has: number, title. Did you mean “title”?" in told
    assert "while putting in points[2], number “2”" in told


def test_a_record_that_knows_where_it_comes_from_is_named_by_that() -> None:
    template = compiled(p("{% for item in items %}{{ item.x + 1 }}{% endfor %}"))
    with pytest.raises(RenderingError, match=r"while putting in item from followup\.csv, row 7"):
        template.render({"items": [{"x": "text", "place": "followup.csv, row 7"}]})


def test_a_loop_over_a_misspelt_list_is_refused() -> None:
    with pytest.raises(RenderingError, match="“rowz” is not among the fields"):
        compiled(p("{% for r in rowz %}{{ r }}{% endfor %}")).render({"rows": []})


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\ud800", "\uffff", "\ufdd0", "\x0e"])
def test_a_character_that_word_cannot_hold_is_refused_and_named(character: str) -> None:
    for paragraph in (p("{{ a }}"), p("x {{ a }}")):
        with pytest.raises(RenderingError, match=f"U\\+{ord(character):04X}"):
            compiled(paragraph).render({"a": f"before{character}after"})


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ([1], "go over it with a loop"),
        ({"a": 1}, "name one of its fields: a"),
        (object(), "cannot be given to a template"),
    ],
)
def test_what_is_no_text_is_refused(value: object, told: str) -> None:
    with pytest.raises(RenderingError, match=told):
        compiled(p("{{ a }}")).render({"a": value})


@pytest.mark.parametrize(
    "code", ["''.__class__", "a|attr('__class__')", "range.__globals__", "a['__class__']", "lipsum"]
)
def test_a_template_cannot_reach_into_python(code: str) -> None:
    template, findings = Template.check(a_template(p(f"{{{{ {code} }}}}")), "x.docx")
    if template is None:
        assert findings
    else:
        with pytest.raises(RenderingError):
            template.render({"a": "x"})


@pytest.mark.parametrize(
    ("tags", "words"),
    [
        ("{% macro m() %}[]{% endmacro %}{% call m() %}x{% endcall %}", "the macro “m” has no {{ caller() }}"),
        ("{% macro m() %}[]{% endmacro %}{{ m(1) }}", "too few or too many values"),
        ("{% macro m(x) %}{{ x }}{% endmacro %}{{ m() }}", "the macro is given no value for “x”"),
        ("{% for x in xs %}{{ loop(xs) }}{% endfor %}", "a loop that calls itself ends with “recursive”"),
        ("{% for x, y in xs %}{{ x }}{% endfor %}", "names more or fewer values than an entry of the list holds"),
        ("{{ []|first }}", "the list is empty, so nothing in it is the first"),
        ("{{ xs|map('nix')|join }}", "there is no filter “nix”"),
        ("{{ range('a') }}", "a text is no whole number"),
        ("{{ loop.index }}", "Only between {% for … %} and {% endfor %} there is a “loop”"),
        ("{% filter upper %}{{ x }}{% endfilter %}", "“x” is not among the fields of this document\n"),
    ],
)
def test_a_fault_of_jinja_is_told_in_the_words_of_a_drafter(tags: str, words: str) -> None:
    with pytest.raises(RenderingError) as refused:
        compiled(p(tags), anchors=True).render({"xs": ["1", "2"]})
    assert words in f"{refused.value}\n"
