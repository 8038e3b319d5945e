"""Templates as drafters break them, and what the manual says that briefgen says to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec.structs import replace

from briefgen.errors import FindingsError
from briefgen.findings import Finding
from briefgen.library import Library
from briefgen.word import Template
from tests.word.docx_templates import a_template, p, tbl, tr

# what a drafter does, and a template that has it under the heading "Borders"
FAULTS: Mapping[str, tuple[str, ...]] = {
    "No blank behind the `p`": (p("{%pfor item in items %}"), p("{{ item }}"), p("{%p endfor %}")),
    "A statement misspelt": (p("{%p for item in items %}"), p("{{ item }}"), p("{%p endfr %}")),
    "A loop that is never closed": (p("{%p for item in items %}"), p("{{ item }}")),
    "A tag without its end": (p("Dear {{ name, welcome"),),
    "Two paragraph tags in one paragraph": (p("{%p if items %} some {%p endif %}"),),
    "A row tag outside a table": (p("{%tr for item in items %}"), p("{%tr endfor %}")),
    "A block that begins in one cell and ends in another": (tbl(tr("{% if items %}yes", "no{% endif %}")),),
    "A sign that means nothing in a tag, such as a dash": (p("{{ total – part }}"),),
    "A filter misspelt": (p("{{ name | uper }}"),),
    "An attempt at the machinery behind": (p("{{ name.__class__ }}"),),
    "A colour outside a table": (p('{% cellbg "DDEBF7" %}{{ name }}'),),
    "A list that has no numbers": (p("{% restart %}{{ name }}"),),
    "A file that is not in the folder": (p('{%p include "closng.docx" %}'),),
}
_PEOPLE = {"items": [{"title": "Frontex", "place": "followup.csv, row 3"}], "name": "Ann", "empty": None}
# what shows only when the document is filled
RUN_TIME_FAULTS: Mapping[str, tuple[str, ...]] = {
    "A list misspelt": (p("{%p for item in itemz %}"), p("{{ item.title }}"), p("{%p endfor %}")),
    "A field of a record misspelt": (
        tbl(tr("{%tr for item in items %}", ""), tr("{{ item.titel }}", ""), tr("{%tr endfor %}", "")),
    ),
    "A value that is empty": (p("{{ empty }}"),),
    "A colour that is none": (tbl(tr('{% cellbg "light blue" %}{{ name }}', "")),),
    "A loop that would never end": (p("{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}"),),
    "A whole record where a field is meant": (p("{%p for item in items %}"), p("{{ item }}"), p("{%p endfor %}")),
}


def faults() -> str:
    """The message of each broken template."""
    return "\n".join(_told(what, _static(blocks)) for what, blocks in FAULTS.items())


def run_time_faults() -> str:
    """The message of each value that cannot be put in."""
    return "\n".join(_told(what, _at_run_time(blocks)) for what, blocks in RUN_TIME_FAULTS.items())


def warnings() -> str:
    """What is said of a template that can be filled."""
    by = 'w:id="1" w:author="Ann" w:date="2023-03-17T00:00:00Z"'
    inserted = f"<w:ins {by}><w:r><w:t>{{{{ name }}}}</w:t></w:r></w:ins>"
    return _told("Tracked changes left in a template", _static((p("Dear ", inserted),)))


def _static(blocks: Iterable[str]) -> list[Finding]:
    template = a_template(p("Borders", style="Heading1"), *blocks)
    with TemporaryDirectory() as folder:
        (Path(folder) / "closing.docx").write_bytes(template)
        findings = Template.check(template, "annex.docx", include=Library(Path(folder)).include)[1]
        return [replace(each, message=each.message.replace(folder, "templates")) for each in findings]


def _at_run_time(blocks: Iterable[str]) -> list[Finding]:
    template = Template.read(a_template(p("Borders", style="Heading1"), *blocks), "annex.docx")
    try:
        template.render(_PEOPLE)
    except FindingsError as problem:
        return list(problem.findings)
    return []


def _told(what: str, findings: list[Finding]) -> str:
    assert findings, f"nothing was found wrong: {what}"
    return f"{what}:\n\n```text\n{findings[0]}\n```\n"
