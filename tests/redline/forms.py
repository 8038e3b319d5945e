"""Templates by chance for every kind of document: tables in tables, merged cells, lists, headers with values, notes."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.redline.papers import cell, note, p, paper, row, run, table
from tests.word.good import NUMBERING

_LIST = '<w:pStyle w:val="Bullet"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
_HEADING = '<w:pStyle w:val="Heading2"/>'
_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/></w:style>'
    for name in ("List Bullet", "List Bullet 2", "List Number", "List Number 2")
)
_FORM = Callable[[Random], str]


def form(kind: str, random: Random) -> bytes:
    """A template for a kind of document."""
    blocks = [p("{{ title }}", properties='<w:pStyle w:val="Heading1"/>'), _note(random), *_own(kind, random)]
    has_points = kind in ("annex", "letter", "note")
    blocks += [each(random) for each in random.sample(_POINTS, random.randint(kind == "annex", 2) * has_points)]
    blocks += [random.choice(_ASIDES), p("End.")]
    headers = (p("{{ headline }}"), p("{{ title }}", run(" of "), "{{ as_of }}"), p("The Institution"))
    notes, header = ["As of {{ as_of }}."], random.choice(headers)
    return paper(*blocks, notes=notes, header=header, styles=_STYLES, numbering=NUMBERING)


def _note(random: Random) -> str:
    return p("{{ headline }}", note(1), bold=random.random() < 0.5)


def _each(loop: str, *inside: str) -> str:
    return "".join((p(f"{{%p for {loop} %}}"), *inside, p("{%p endfor %}")))


def _rows(loop: str, *inside: str, columns: int = 2) -> tuple[str, ...]:
    tags = (f"{{%tr for {loop} %}}", "{%tr endfor %}")
    first, last = (row(tag, *[p()] * (columns - 1)) for tag in tags)
    return first, *inside, last


def _item(random: Random) -> str:
    """An item in one of several ways."""
    return random.choice(
        (
            p("{{ item.text }}", properties=_LIST),
            p("{{ item.text }}"),
            p("{{ item.owner }}", run(": "), "{{ item.due }}", bold=True) + p("{{ item.text }}", properties=_LIST),
            p('{%p if item.state == "done" %}') + p("Done: {{ item.text }}") + p("{%p else %}")
            + p("{{ item.text }}", properties=_LIST) + p("{%p endif %}"),
            table(row("{{ item.text }}", "{{ item.due }}")) + p(),
        )
    )  # fmt: skip


def _flat(random: Random) -> str:
    head = p("{{ point.number }}", run(". "), "{{ point.part }}", properties=_HEADING)
    return _each("point in points", head, p("{{ point.text }}"), _each("item in point.items", _item(random)))


def _in_rows(random: Random) -> str:
    items = cell(_each("item in point.items", _item(random)) + p("Point {{ point.number }}.") * random.randint(0, 1))
    point = random.choice(("{{ point.text }}", "{{ point.number }}. {{ point.part }}"))
    return table(row("No", "Done"), *_rows("point in points", row(point, items)))


def _merged(random: Random) -> str:
    span = '<w:gridSpan w:val="2"/>'
    head = row(cell(p("{{ point.number }} {{ point.part }}", bold=True), span))
    tall = [
        row(cell(p("{{ point.number }}"), '<w:vMerge w:val="restart"/>'), "{{ point.text }}"),
        row(cell(p(), "<w:vMerge/>"), cell(_each("item in point.items", _item(random)))),
    ]
    items = _rows("item in point.items", row("{{ item.due }}", "{{ item.text }}"))
    return table(*_rows("point in points", head, *random.choice((tall, items))))


def _nested(random: Random) -> str:
    inner = table(row("Due", "What"), *_rows("item in point.items", row("{{ item.due }}", "{{ item.text }}")))
    outer = cell(p("{{ point.text }}") + inner + p(*["Below."] * random.randint(0, 1)))
    return table(*_rows("point in points", row("{{ point.number }}", outer)))


def _grouped(random: Random) -> str:
    title = p("{%p if group.title %}") + p("{{ group.title }}", properties=_HEADING) + p("{%p endif %}")
    groups = _each("group in point.groups", title, _each("item in group.items", _item(random)))
    return _each("part in parts", p("{{ part.title }}"), _each("point in part.points", p("{{ point.text }}"), groups))


_POINTS: tuple[_FORM, ...] = (_flat, _in_rows, _merged, _nested, _grouped)
_ASIDES = (
    p("Funding: {{ figures.funding.text }}."),
    p("{% for point in points %}", run("{{ point.number }}"), "{% if not loop.last %}, {% endif %}{% endfor %}"),
    table(row("Funding", "{{ figures.funding.text }}"), row("Share", "{{ figures.share.text }}")),
    p("{%p if points | length > 2 %}") + p("Many points.") + p("{%p endif %}"),
)


def _tracker(_random: Random) -> list[str]:
    cells = row("{{ row.number }} {{ row.owner }}", "{{ row.commitment }}", "{{ row.text }}", "{{ row.due }}")
    rows = _rows("row in group.rows", cells, columns=4)
    return [_each("group in groups", p("{{ group.title }}"), table(*rows, columns=4), p())]


def _letter(random: Random) -> list[str]:
    body = random.choice((p("{{ letter.body }}"), table(row("{{ letter.date }}", "{{ letter.body }}"))))
    head = random.choice((p("{{ recipient.address }}"), p("{{ recipient.name }}")))
    return [head, p("{{ letter.dateline }}"), p("{{ letter.salutation }}"), body, p("{{ letter.closing }}")]


def _note_body(random: Random) -> list[str]:
    return [random.choice((p("{{ body }}"), table(row(p("{{ dateline }}"), p("{{ body }}")))))]


def _conclusions(random: Random) -> list[str]:
    dash = random.choice((p("{{ dash.text }}", properties=_LIST), table(row("–", "{{ dash.text }}")) + p()))
    recital, point = p("{{ recital.text }}", properties=_LIST), p("{{ point.number }}. ", run("{{ point.text }}"))
    recitals = _each("recital in recitals", recital, _each("dash in recital.dashes", dash))
    points = _each("point in call.points", point, _each("dash in point.dashes", dash))
    return [p("{{ council }}"), recitals, _each("call in calls", p("{{ call.head }}"), points)]


def _blocks(random: Random) -> list[str]:
    text = random.choice((p("{{ block.text }}"), table(row("{{ block.kind }}", "{{ block.text }}")) + p()))
    head = p('{%p if block.kind == "heading" %}') + p("{{ block.text }}", properties=_HEADING) + p("{%p else %}")
    return [_each("block in blocks", head, text, p("{%p endif %}"))]


def _results(random: Random) -> list[str]:
    links = _each("link in links", p("{{ link.text }}", properties=_LIST))
    quoted = _each("quotation in quotations", p("{{ quotation.name }}: ", run("{{ quotation.text }}")))
    return [*_blocks(random), links, quoted]


def _summary(random: Random) -> list[str]:
    members = _each("member in group.members", p("{{ member.name }}", properties=_LIST))
    groups = _each("group in participants.groups", p("{{ group.heading }} ({{ group.count }})"), members)
    return [*_blocks(random), groups]


_OWN: dict[str, Callable[[Random], list[str]]] = {
    "tracker": _tracker,
    "letter": _letter,
    "note": _note_body,
    "conclusions": _conclusions,
    "main-results": _results,
    "summary": _summary,
}


def _own(kind: str, random: Random) -> list[str]:
    return _OWN[kind](random) if kind in _OWN else []
