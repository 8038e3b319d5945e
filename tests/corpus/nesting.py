"""Templates of any nesting: loops and conditions in sentences, around paragraphs, rows and cells, cut up into runs.

Only what both engines must agree on: nothing that comes out empty, no statements alone in their paragraphs.
"""

from __future__ import annotations

from hypothesis import strategies as st

from tests.word.docx_templates import a_template, p, r, tbl, tc, tr

DATA = {
    "yes": True,
    "no": False,
    "xs": ["a", "R & D"],
    "ys": [{"n": 1}, {"n": 2}, {"n": 3}],
    "text": "x\ny\tz",
    "e": [],
}
WORDS = ("word ", " & ", "<a>", "é", "{{ text }}", "{{ xs[1] }}", "{{ xs | join('+') }}", "{# remark #}")
CONDITIONS = ("yes", "no", "yes and not no", "xs | length == 2")
LOOKS = ("", "<w:b/>", "<w:i/>", '<w:lang w:val="fr-BE"/>')


@st.composite
def sentences(draw: st.DrawFn, depth: int = 2) -> str:
    """A text with loops and conditions inside."""
    kind = draw(st.sampled_from(["word", "if", "for"] if depth else ["word"]))
    if kind == "word":
        return draw(st.sampled_from(WORDS))
    inside = draw(sentences(depth - 1)) + draw(sentences(depth - 1))
    if kind == "for":
        return f"{{% for x in {draw(st.sampled_from(['xs', 'ys', 'e']))} %}}{inside}{{{{ loop.index }}}}{{% endfor %}}"
    return (
        f"{{% if {draw(st.sampled_from(CONDITIONS))} %}}{inside}{{% else %}}{draw(sentences(depth - 1))}{{% endif %}}"
    )


@st.composite
def cut_up(draw: st.DrawFn, text: str) -> str:
    """A paragraph whose text Word has cut up into runs of several looks."""
    cuts = sorted(draw(st.sets(st.integers(1, len(text)), max_size=4)))
    pieces = [text[begin:end] for begin, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    return p(*(r(piece, draw(st.sampled_from(LOOKS))) for piece in pieces if piece))


@st.composite
def blocks(draw: st.DrawFn, depth: int = 3) -> list[str]:
    """Paragraphs and tables, with loops and conditions around them."""
    kind = draw(st.sampled_from(["text", "both", "if", "for", "table"] if depth else ["text"]))
    if kind == "text":
        return [draw(cut_up(f"begin {draw(sentences())} end"))]
    inside = draw(blocks(depth - 1))
    if kind == "both":
        return inside + draw(blocks(depth - 1))
    if kind == "table":
        return [tbl(tr("head", "head"), *draw(rows(depth - 1))), p("behind")]
    if kind == "for":
        return [draw(cut_up("{%p for y in ys %}")), *inside, draw(cut_up("{%p endfor %}"))]
    opening = draw(cut_up(f"{{%p if {draw(st.sampled_from(CONDITIONS))} %}}"))
    return [opening, *inside, p("{%p else %}"), *draw(blocks(depth - 1)), draw(cut_up("{%p endif %}"))]


@st.composite
def rows(draw: st.DrawFn, depth: int) -> list[str]:
    """Rows of a table, with loops and conditions around them."""
    kind = draw(st.sampled_from(["cells", "columns", "if", "for"] if depth > 0 else ["columns"]))
    if kind == "columns":
        return [tr("{%tc for x in xs %}", tc(draw(cut_up("{{ x }}"))), "{%tc endfor %}")]
    if kind == "cells":
        return [tr(tc(*draw(blocks(depth - 1)), p("last")), tc(*draw(blocks(depth - 1)), p("last")))]
    opening = "for z in ys" if kind == "for" else f"if {draw(st.sampled_from(CONDITIONS))}"
    closing = "endfor" if kind == "for" else "endif"
    return [tr(tc(draw(cut_up(f"{{%tr {opening} %}}"))), ""), *draw(rows(depth - 1)), tr("", f"{{%tr {closing} %}}")]


templates = blocks().map(lambda found: a_template(*found, p("end")))
