# ruff: noqa: E501 - a table reads better with one case a line
"""Honest templates keep working within the bounds, and long documents come out."""

import ast
from typing import Any

import pytest

from briefgen.word import RenderingError, TemplateFaultsError
from briefgen.word.sandbox.bounds import OUTPUT, STEPS, Bounds, BoundsError, bounds, limit_rendering
from tests.word.docx_templates import compiled, p, rows, tbl, texts, tr

POINTS = [{"n": 2, "t": "b", "s": "done", "x": {"y": 1}}, {"n": 1, "t": "a", "s": "open", "x": {"y": 2}}]
DATA: dict[str, Any] = {"points": POINTS, "name": "Ms President", "n": 3, "empty": [], "d": {"k": "v", "a": "b"}}


@pytest.mark.parametrize(
    ("template", "printed"),
    [
        ("{% macro m(a, b=2) %}{{ a }}/{{ b }}{% endmacro %}{{ m(1) }} {{ m(1, b=3) }}", "1/2 1/3"),
        ("{% macro f(n) %}{% if n %}{{ n }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(9) }}", "987654321"),
        ("{% macro m() %}[{{ caller('x') }}]{% endmacro %}{% call(a) m() %}{{ a }}{% endcall %}", "[x]"),
        ("{% for i in range(5000) %}{% if loop.last %}{{ i }}{% endif %}{% endfor %}", "4999"),
        ("{% for i in range(1, 9, 3) %}{{ i }}{% endfor %}", "147"),
        ("{% for a in range(300) %}{% for b in range(300) %}{% endfor %}{% endfor %}x", "x"),
        ("{% for p in points if p.s == 'done' %}{{ p.t }}{% else %}none{% endfor %}", "b"),
        ("{% for p in empty %}x{% else %}none{% endfor %}", "none"),
        ("{% for p in points recursive %}{{ p.t }}{% endfor %}", "ba"),
        ("{% for p in points %}{{ loop.index }}{{ loop.revindex }}{{ loop.length }}{{ loop.first }} {% endfor %}", "122True 212False "),
        ("{% for p in points %}{{ loop.cycle('odd', 'even') }} {{ loop.changed(p.s) }} {% endfor %}", "odd True even True "),
        ("{{ points|map(attribute='t')|join(', ') }}", "b, a"),
        ("{{ points|map(attribute='x.y')|sum }} {{ points|sum('n') }}", "3 3"),
        ("{{ points|sort(attribute='n')|map(attribute='t')|join }}", "ab"),
        ("{{ points|sort(attribute='s,n', reverse=true)|map(attribute='n')|join }}", "12"),
        ("{{ points|selectattr('s', 'equalto', 'open')|map(attribute='t')|first }}", "a"),
        ("{{ points|rejectattr('s', 'in', ['open'])|list|length }}", "1"),
        ("{{ points|join('; ', attribute='t') }}", "b; a"),
        ("{% for s, ps in points|groupby('s') %}{{ s }}:{{ ps|length }} {% endfor %}", "done:1 open:1 "),
        ("{% for g in points|groupby('s') %}{{ g.grouper }}{{ g.list[0].n }}{% endfor %}", "done2open1"),
        ("{{ points|max(attribute='n')|attr('t') }}{{ [3, 1]|min }}{{ ['b', 'B']|unique|join }}", "b1b"),
        ("{% for row in range(7)|batch(3, 0) %}{{ row|join }} {% endfor %}", "012 345 600 "),
        ("{% for col in range(5)|slice(2) %}{{ col|join }} {% endfor %}", "012 34 "),
        ("{% for k, v in d|dictsort %}{{ k }}{{ v }}{% endfor %}{% for k, v in d.items() %}{{ k }}{% endfor %}", "abkvka"),
        ("{{ '%s of %d: %.1f %%' % (name, n, 1.25) }}", "Ms President of 3: 1.2 %"),
        ("{{ '%s-%05d'|format(name, n) }}", "Ms President-00003"),
        ("{{ '%(n)s' % {'n': 1} }}", "1"),
        ("{{ '{} {:>5}|{p[t]}|{p.n:03d}'.format(name, n, p=points[0]) }}", "Ms President     3|b|002"),
        ("{{ 'ab'|center(6) }}|{{ 'ab'.ljust(4) }}|{{ '7'.zfill(3) }}|{{ 'a,b'.split(',')|join('+') }}", "  ab  |ab  |007|a+b"),
        ("{{ name.upper() }} {{ name|lower }} {{ name|title }} {{ name.replace('Ms', 'Mr') }}", "MS PRESIDENT ms president Ms President Mr President"),
        ("{{ name[:2] }}{{ name[-1] }}{{ [1, 2, 3][1:]|join }}{{ name|reverse|first }}", "Mst23t"),
        ("{{ name|truncate(6) }} {{ 'a\nb'|indent(2) }} {{ 'aa bb'|wordwrap(2, wrapstring='/') }}", "Ms... a\n  b aa/bb"),
        ("{{ 2 ** 10 }} {{ 7 // 2 }} {{ 7 % 4 }} {{ -n }} {{ 'ab' * 2 }} {{ [1] + [2] == [1, 2] }}", "1024 3 3 -3 abab True"),
        ("{{ 1.256|round(2) }} {{ '12'|int + 1 }} {{ -2|abs }} {{ '1.5'|float }} {{ 2000|filesizeformat }}", "1.26 13 2 1.5 2.0 kB"),
        ("{{ n is odd }} {{ n is divisibleby 3 }} {{ n in [1, 3] }} {{ 'x' not in name }} {{ 'k' in d }} {{ n is in [3] }}", "True True True True True True"),
        ("{{ points[0] == points[1] }} {{ points[0] in points }} {{ points != empty }} {{ points is eq points }}", "False True True True"),
        ("{% set ns = namespace(c=0) %}{% for p in points %}{% set ns.c = ns.c + p.n %}{% endfor %}{{ ns.c }}", "3"),
        ("{{ dict(a=1, **{'b': 2}).b }}{{ dict([('k', 3)]).k }}{{ {'a': 4}['a'] }}{{ d.get('no', 5) }}", "2345"),
        ("{% set x %}R&D {{ n }}{% endset %}{{ x }} {{ x|upper }} {{ x|length }} {{ x ~ '&' }}", "R&D 3 R&D 3 5 R&D 3&"),
        ("{% filter upper %}a & {{ name }}{% endfilter %}", "A & MS PRESIDENT"),
        ("{{ '<b>'|e }} {{ '<b>'|safe }} {{ '<b>x</b>'|striptags }} {{ '<'|forceescape }}", "<b> <b> x <"),
        ("{{ {'a': [1, '<']}|tojson }} {{ 'a b&'|urlencode }} {{ 'a b'|wordcount }}", '{"a": [1, "\\u003c"]} a%20b%26 2'),
        ("{% with a = 1 %}{{ a }}{% endwith %}{{ no|default('-') }}{{ ''|d('+', true) }}{{ 'x' if n == 3 }}", "1-+x"),
    ],
)  # fmt: skip
def test_what_honest_templates_say_comes_out_as_in_jinja(template: str, printed: str) -> None:
    assert texts(compiled(p(template)).render(DATA)) == [printed.replace("\\n", "\n")]


def test_fifteen_thousand_points_are_within_the_bounds() -> None:
    table = tbl(
        tr("{%tr for point in points %}", ""),
        tr("{{ point.n }}", "{% for i in point.items %}{{ i.t|upper }}{% if not loop.last %}, {% endif %}{% endfor %}"),
        tr("{%tr endfor %}", ""),
    )
    points = [{"n": n, "items": [{"t": "a & b"}, {"t": "c"}]} for n in range(15_000)]
    found = rows(compiled(table).render({"points": points}))
    assert len(found) == 15_000
    assert found[-1] == ["14999", "A & B, C"]


def test_what_may_be_done_grows_with_the_data() -> None:
    bound = Bounds()
    with pytest.raises(BoundsError, match="goes round too often"):
        bound.tick(STEPS + 1)
    Bounds(values=10).tick(STEPS + 1)


def test_bounds_are_those_of_the_rendering() -> None:
    with limit_rendering(1) as outer:
        with limit_rendering(2) as inner:
            assert bounds() is inner
        assert bounds() is outer


def test_one_rendering_takes_nothing_from_the_next() -> None:
    template = compiled(p("{% for a in range(700) %}{% for b in range(700) %}{% endfor %}{% endfor %}x"))
    assert [texts(template.render({})) for _ in range(3)] == [["x"]] * 3


def test_the_message_names_the_tag_and_the_record() -> None:
    template = compiled(p("{%p for point in points %}"), p("{{ 'x' * point.n }}"), p("{%p endfor %}"))
    with pytest.raises(RenderingError, match=r"paragraph 2: error TPL-022: \{\{ 'x' \* point.n \}\}.*points\[2\]"):
        template.render({"points": [{"n": 1}, {"n": 10**9}]})


def test_nothing_is_computed_while_a_template_is_read() -> None:
    compiled(p("{{ 'x' * 10**9 }}{{ 'x'|center(10**9) }}{{ '%1000000000d' % 1 }}{{ range(99999)|list|length }}"))


@pytest.mark.parametrize("depth", [20, 21])
def test_twenty_blocks_may_stand_in_each_other(depth: int) -> None:
    blocks = [p("{%p for x in xs %}")] * depth + [p("{{ xs[0] }}")] + [p("{%p endfor %}")] * depth
    if depth == 20:
        assert texts(compiled(*blocks).render({"xs": ["a"]})) == ["a"]
    else:
        with pytest.raises(TemplateFaultsError, match=r"TPL-011.*more than 20 loops and conditions"):
            compiled(*blocks)


TEXTS = ("", "a", "abcabc", "aXbXc", "  a b  c ", "äXäX", "XX")
WANTED = ("X", "b", "bc", "abcabcd", "ä", " ")


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("wanted", WANTED)
def test_a_search_backwards_finds_what_pythons_own_finds(text: str, wanted: str) -> None:
    tag = "{{ [t.rfind(w), t.rfind(w, 1), t.rfind(w, -3, -1), t.rpartition(w), t.rsplit(w), t.rsplit(w, 1)]|pprint }}"
    own = [text.rfind(wanted), text.rfind(wanted, 1), text.rfind(wanted, -3, -1)]
    expected = [*own, text.rpartition(wanted), text.rsplit(wanted), text.rsplit(wanted, 1)]
    printed = "".join(texts(compiled(p(tag)).render({"t": text, "w": wanted}))).replace("\n", "")
    assert ast.literal_eval(printed) == expected


@pytest.mark.parametrize("tag", ["{{ t.rsplit() }}", "{{ t.rsplit(none, 1) }}", "{{ t.rsplit(maxsplit=1) }}"])
def test_a_split_from_the_end_at_blanks_is_pythons_own(tag: str) -> None:
    text = " a b  c "
    expected = {"{{ t.rsplit() }}": text.rsplit()}.get(tag, text.rsplit(None, 1))
    printed = "".join(texts(compiled(p(tag.replace(" }}", "|pprint }}"))).render({"t": text})))
    assert ast.literal_eval(printed) == expected


def test_a_long_template_does_not_count_as_a_loop_that_goes_round_too_often() -> None:
    own = 2 * OUTPUT
    Bounds(template=own).count_output(own + OUTPUT)
    with pytest.raises(BoundsError, match="too large"):
        Bounds().count_output(own)


def test_a_rendering_knows_how_long_its_template_is() -> None:
    assert compiled(p("{{ 1 }}"), p("x" * 9_000)).finishing.length > 9_000
