"""Values in a sentence: what they are, what they hold, how Word has cut up their tags."""

from datetime import date
from typing import TYPE_CHECKING

from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn

from tests.corpus.authoring import element, paragraphs, runs
from tests.corpus.case import case

if TYPE_CHECKING:
    from docx.document import Document

VALUES = "values"


@case(VALUES, data={"name": "Ms Peeters", "office": {"town": "Brussels", "rooms": ["A", "B"]}})
def value(document: "Document") -> None:
    """`{{ value }}`, its fields and its members."""
    paragraphs(
        document, "Dear {{ name }},", "{{name}} in {{ office.town }} and {{ office['town'] }}, {{ office.rooms[1] }}"
    )


@case(VALUES, data={"whole": 12, "part": 0.5, "one": 1.0, "yes": True, "day": date(2023, 3, 17), "sum": 10**21})
def numbers_and_truths(document: "Document") -> None:
    """Numbers, truths and dates printed as they are."""
    paragraphs(
        document, "{{ whole }} {{ part }} {{ one }} {{ yes }} {{ not yes }} {{ day }} {{ sum }} {{ whole + one }}"
    )


@case(VALUES, data={"text": "R & D <b>\"x\" 'y'</b> ]]> {{ z }} {% if %} }}"}, prints_braces=True)
def markup_in_a_value(document: "Document") -> None:
    """`&`, `<`, quotes, `]]>` and braces in a value."""
    document.add_paragraph("[{{ text }}]")


@case(VALUES, data={"text": "one\ntwo\tthree\n\nfour\n"})
def breaks_and_tabs_in_a_value(document: "Document") -> None:
    """Line breaks and tabs in a value."""
    runs(document.add_paragraph(), "before ", ("{{ text }}", "bold"), " behind")
    document.add_paragraph("{{ text }}")


@case(
    VALUES,
    data={"el": "Ευρώπη", "bg": "Съвет", "emoji": "👩‍🚀🇪🇺", "rare": "𝔘𠮷", "joined": "e\u0301", "hard": "EUR\u00a05"},
)
def unicode_text(document: "Document") -> None:
    """Greek, Cyrillic, emoji, letters beyond the basic plane, combining marks, hard spaces."""
    paragraphs(document, "Ελλάδα: {{ el }}", "{{ bg }} {{ emoji }} {{ rare }} {{ joined }} {{ hard }} — “quoted”")


@case(VALUES, data={"nom": "été", "größe": 3})
def names_with_accents(document: "Document") -> None:
    """Fields whose names have accents."""
    document.add_paragraph("{{ nom }} {{ größe }}")


@case(VALUES, data={"name": "שלום", "town": "القدس 12"})
def right_to_left_text(document: "Document") -> None:
    """Right-to-left text in right-to-left paragraphs."""
    paragraph = runs(document.add_paragraph(), "אל {{ name }} מן {{ town }}")
    paragraph._p.get_or_add_pPr().append(element("bidi"))
    paragraph.runs[0]._r.get_or_add_rPr().append(element("rtl"))


@case(VALUES, data={"name": "Ada", "n": 2})
def tag_split_by_format(document: "Document") -> None:
    """A tag whose letters differ in format."""
    runs(document.add_paragraph(), "Dear {", ("{ na", "bold"), ("me }", "italic"), "}, and {{", ("n", "bold"), "}}.")


@case(VALUES, data={"name": "Ada"})
def tag_split_by_spelling_marks(document: "Document") -> None:
    """A tag cut up by Word's spelling marks."""
    paragraph = runs(document.add_paragraph(), "Dear {{ ", "nmae", " | default('') }}{{ ", "name", " }}.")
    for run in (paragraph.runs[1], paragraph.runs[3]):
        run._r.addprevious(element("proofErr", type="spellStart"))
        run._r.addnext(element("proofErr", type="spellEnd"))


@case(VALUES, data={"name": "Ada", "polite": True})
def tag_split_by_language(document: "Document") -> None:
    """Tags cut up by changes of language."""
    paragraph = runs(document.add_paragraph(), "{% if ", "polite", " %}Dear ", "{{ na", "me }}", "{% end", "if %}", "!")
    for run in paragraph.runs[1::2]:
        run._r.get_or_add_rPr().append(element("lang", val="fr-BE"))


@case(VALUES, data={"name": "Ada"})
def tag_over_a_cursor_bookmark(document: "Document") -> None:
    """A tag with the bookmark inside in which Word keeps the cursor."""
    paragraph = runs(document.add_paragraph(), "Dear {{ na", "me }},")
    paragraph.runs[0]._r.addnext(element("bookmarkStart", id="0", name="_GoBack"))
    paragraph.runs[1]._r.addnext(element("bookmarkEnd", id="0"))


@case(VALUES, data={"state": "done", "xs": ["a", "b"], "known": {"the day": "Monday"}})
def smart_quotes(document: "Document") -> None:
    """Curly quotation marks inside tags."""
    document.add_paragraph("{% if state == “done” %}yes{% endif %} {{ xs | join(‘, ’) }} {{ known[“the day”] }} “kept”")


@case(VALUES, data={"n": 3, "m": 5})
def comparisons_in_tags(document: "Document") -> None:
    """`<`, `>`, `<=`, `!=` inside tags."""
    document.add_paragraph("{% if n < m and m > n and n <= 3 and n != m %}less{% endif %} {{ n < m }}")


@case(VALUES, data={"x": 1}, prints_braces=True)
def escaped_braces(document: "Document") -> None:
    """`{_{`, `}_}`, `{_%` and `%_}`."""
    document.add_paragraph("{_{ x }_} and {_% if x %_} print braces, {{ x }} a value.")


@case(VALUES, data={"a": "x", "b": "y"})
def spaces_beside_tags(document: "Document") -> None:
    """Spaces at the edges of runs and between tags."""
    runs(document.add_paragraph(), " {{ a }} ", ("{{ b }}  ", "bold"), "  {{ a }}{{ b }} ")


@case(VALUES, data={"name": "Ada", "pieces": ["a", "b"]})
def look_of_a_value(document: "Document") -> None:
    """Values in runs of several looks."""
    runs(
        document.add_paragraph(style="Heading 1"),
        ("{{ name }}", "italic"),
        " and ",
        ("{{ pieces | join('/') }}", "bold"),
    )


@case(VALUES, data={"a": "x", "b": "y"})
def tabs_and_breaks_of_the_template(document: "Document") -> None:
    """Tabs, line breaks and page breaks between tags."""
    paragraph = document.add_paragraph("{{ a }}\t{{ b }}\n{{ a }}")
    paragraph.add_run().add_break()
    paragraph.add_run("{{ b }}").add_tab()
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("{{ a }}")


@case(VALUES, data={"number": 5})
def hyphens_and_symbols(document: "Document") -> None:
    """Non-breaking hyphens and hard spaces beside tags."""
    run = document.add_paragraph("T").runs[0]
    run._r.append(element("noBreakHyphen"))
    last = element("t")
    last.text = "{{ number }}\u00a0%"
    last.set(qn("xml:space"), "preserve")
    run._r.append(last)


@case(VALUES, data={"text": "one\atwo\n2\athree"})
def paragraphs_in_a_value(document: "Document") -> None:
    """`\\a`, a new paragraph, in a value."""
    runs(document.add_paragraph(style="Quote"), "before ", ("{{ text }}", "bold"), " behind")
    document.add_paragraph("{{ text }}")
