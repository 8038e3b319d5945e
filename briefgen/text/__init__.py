"""A text from the data → rich text: light Markdown with `{{ values }}`.

`rich_text(source, words)` parses the markup and formats the values with the functions given; `faults(source)` finds
all that would stop it, without formatting anything; `calls(source)` lists the words that a text calls.

What is markup: `**bold**`, `*italic*`, `[words](https://…)`, footnotes `[^note]`, a hard line break (a backslash or
two spaces before it) and, in block texts, paragraphs, `-` and `1.` lists and `#` headings. A backslash takes the
meaning from the sign after it. All else of Markdown is text: HTML, code, quotations, tables, rules, entities,
underscores and plus signs print as typed. Pictures, and links to anything but http, https and mailto, are refused.
"""

from briefgen.model.vocabulary import VOCABULARY
from briefgen.text.parse import calls, faults
from briefgen.text.render import TextError, escape, rich_text
from briefgen.text.vocabulary import Call, TextFault

__all__ = ["VOCABULARY", "Call", "TextError", "TextFault", "calls", "escape", "faults", "rich_text"]
