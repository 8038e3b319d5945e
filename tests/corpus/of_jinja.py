"""What Jinja2 itself brings: filters, tests, loops' own fields, operators."""

from typing import TYPE_CHECKING

from tests.corpus.authoring import loop_rows, paragraphs, table
from tests.corpus.case import case

if TYPE_CHECKING:
    from docx.document import Document

JINJA = "Jinja2"
PEOPLE = [
    {"name": "Vera", "town": "Rome", "age": 41, "active": True},
    {"name": "Adam", "town": "Bonn", "age": 29, "active": False},
    {"name": "Zoë", "town": "Rome", "age": 35, "active": True},
]


@case(JINJA, data={"empty": "", "zero": 0, "names": ["a", "b"], "text": "a & b"})
def filters_of_texts(document: "Document") -> None:
    """`default`, `join`, `upper`, `title`, `replace`, `trim`, `truncate`, `length`, `first`, `last`."""
    paragraphs(
        document,
        "{{ missing | default('none') }} {{ empty | default('void', true) }} {{ zero | default(7) }}",
        "{{ names | join(' + ') }} {{ text | upper }} {{ text | title }} {{ text | replace('a', 'c') }}",
        "[{{ '  x  ' | trim }}] {{ 'a long sentence of words' | truncate(12) }} {{ names | first }} {{ names | last }}",
        "{{ text | length }} {{ text | capitalize }} {{ '%s-%03d' | format(text, 7) }} {{ text | reverse }}",
    )


@case(JINJA, data={"xs": [3, 1, 2], "sum": 2.345, "negative": -5, "text": "42"})
def filters_of_numbers(document: "Document") -> None:
    """`round`, `int`, `float`, `abs`, `sum`, `min`, `max`, `sort`, `reverse`."""
    paragraphs(
        document,
        "{{ sum | round(2) }} {{ sum | round(1, 'floor') }} {{ text | int + 1 }} {{ text | float }}",
        "{{ negative | abs }}",
        "{{ xs | sum }} {{ xs | min }} {{ xs | max }} {{ xs | sort | join }} {{ xs | sort(reverse=true) | join(',') }}",
        "{{ xs | reverse | join(' ') }} {{ '%.1f' | format(sum) }} {{ '{:,}'.format(1234567) }}",
    )


@case(JINJA, data={"people": PEOPLE})
def filters_of_lists(document: "Document") -> None:
    """`selectattr`, `rejectattr`, `map`, `sort`, `unique`, `select`, `list`."""
    paragraphs(
        document,
        "{{ people | selectattr('active') | map(attribute='name') | join(', ') }}",
        "{{ people | rejectattr('active') | map(attribute='name') | join }}",
        "{{ people | map(attribute='town') | unique | join('/') }}",
        "{% for p in people | sort(attribute='age') %}{{ p.name }} {% endfor %}",
        "{{ people | selectattr('age', 'gt', 30) | list | length }}",
        "{{ people | map(attribute='age') | select('odd') | join(' ') }}",
    )


@case(JINJA, data={"people": PEOPLE})
def grouped_rows(document: "Document") -> None:
    """`groupby` over rows."""
    inner = loop_rows(["", "{{ p.name }}"], over="p in group.list")
    table(document, *loop_rows(["{{ group.grouper }}", ""], *inner, over="group in people | groupby('town')"))


@case(JINJA, data={"xs": ["a", "b", "c", "d", "e"]})
def batched_cells(document: "Document") -> None:
    """`batch` and `slice` make rows of a list."""
    row = ["{%tc for x in row %}", "{{ x }}", "{%tc endfor %}"]
    table(document, *loop_rows(row, over="row in xs | batch(2, '-')", columns=3))
    document.add_paragraph("{% for column in xs | slice(2) %}[{{ column | join(',') }}]{% endfor %}")


@case(JINJA, data={"n": 4, "text": "x", "nothing": None, "xs": [1]})
def tests_of_values(document: "Document") -> None:
    """`is defined`, `is even`, `is none`, `is string`, `is divisibleby`, `in` …"""
    paragraphs(
        document,
        "{{ n is defined }} {{ missing is defined }} {{ missing is undefined }} {{ n is even }} {{ n is odd }}",
        "{{ nothing is none }} {{ text is string }} {{ n is number }} {{ xs is iterable }} {{ n is divisibleby 2 }}",
        "{{ 1 in xs }} {{ 2 not in xs }} {{ n is gt 3 }} {{ text is eq 'x' }} {{ xs is mapping }} {{ xs is sequence }}",
    )


@case(JINJA, data={"xs": ["a", "b", "b", "c"]})
def loop_fields(document: "Document") -> None:
    """`loop.index`, `revindex`, `first`, `last`, `length`, `cycle`, `previtem`, `nextitem`, `changed`, `depth`."""
    line = "{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}"
    ends = "{{ loop.first }} {{ loop.last }} {{ loop.length }} {{ loop.depth }}"
    more = "{{ loop.cycle('odd', 'even') }} {{ loop.changed(x) }}"
    beside = "{{ loop.previtem | default('-') }} {{ loop.nextitem | default('-') }}"
    paragraphs(document, "{%p for x in xs %}", line, ends, more, beside, "{%p endfor %}")


@case(JINJA, data={"n": 7, "m": 2, "text": "x", "xs": [1, 2, 3, 4], "record": {"a": 1, "b": 2}})
def operators(document: "Document") -> None:
    """Arithmetic, `~`, slices, `and`, `or`, `not`, conditional expressions, literals."""
    paragraphs(
        document,
        "{{ n + m }} {{ n - m }} {{ n * m }} {{ n / m }} {{ n // m }} {{ n % m }} {{ n ** m }} {{ -n }} {{ text ~ n }}",
        "{{ xs[1:3] | join }} {{ xs[-1] }} {{ 'yes' if n > m else 'no' }} {{ n and m }} {{ 0 or text }} {{ not n }}",
        "{{ ['a', 'b'] | join }} {{ {'k': 'v'}.k }} {{ (1, 2) | length }} {{ record['a'] }} {{ text * 3 }}",
        "{% for k, v in record.items() %}{{ k }}={{ v }};{% endfor %}{% for i in range(3) %}{{ i }}{% endfor %}",
    )


@case(JINJA, data={"tree": [{"name": "a", "children": [{"name": "b", "children": []}]}, {"name": "c", "children": []}]})
def recursive_loop(document: "Document") -> None:
    """`{% for … recursive %}` in a sentence."""
    document.add_paragraph("{% for x in tree recursive %}({{ x.name }}{{ loop(x.children) }}){% endfor %}.")


@case(JINJA, data={"people": PEOPLE})
def filtered_loop(document: "Document") -> None:
    """`{% for … if … %}`, and `namespace` to count in a loop."""
    paragraphs(document, "{%p for p in people if p.active %}", "{{ loop.index }} {{ p.name }}", "{%p endfor %}")
    document.add_paragraph(
        "{% set ns = namespace(sum=0) %}{% for p in people %}{% set ns.sum = ns.sum + p.age %}{% endfor %}{{ ns.sum }}"
    )


@case(JINJA, data={"text": "<b>R & D</b>"})
def escaping_filters(document: "Document") -> None:
    """`e` and `forceescape` on values that are escaped anyhow."""
    document.add_paragraph("{{ text | e }} {{ text }} {{ text | string | lower }}")


@case(JINJA, data={"text": "one two three four five", "n": 123456789})
def filters_of_layout(document: "Document") -> None:
    """`wordcount`, `center`, `indent`, `wordwrap`, `filesizeformat`."""
    document.add_paragraph(
        "{{ text | wordcount }} [{{ 'x' | center(5) }}] {{ text | wordwrap(10) }} {{ n | filesizeformat }}"
    )


@case(JINJA, data={"x": 1}, prints_braces=True)
def raw_block(document: "Document") -> None:
    """`{% raw %}` prints tags as they are."""
    document.add_paragraph("{% raw %}{{ x }}{% endraw %} {{ x }}")


@case(JINJA, data={"xs": [1, 2, 3, 4]})
def filters_of_records(document: "Document") -> None:
    """`dictsort`, `map('string')`."""
    document.add_paragraph(
        "{% for k, v in {'b': 1, 'a': 2} | dictsort %}{{ k }}{{ v }} {% endfor %}{{ xs | map('string') | join('+') }}"
    )
