"""Templates that mean no good: what each tries, and what must happen.

`docs/attacks.md` is this table in words; a test compares the two.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.word.docx_templates import p

REFUSED, STOPPED, HARMLESS = "refused when read", "stopped with a message", "works and is harmless"


@dataclass(frozen=True)
class Attack:
    """One attack.

    Attributes:
        tries: what it tries, in words.
        template: the text of its paragraphs.
        outcome: REFUSED, STOPPED or HARMLESS.
        told: what the message, or the document's text, holds.
        places: whether the message names the tag.
    """

    tries: str
    template: str | Sequence[str]
    outcome: str
    told: str
    data: Mapping[str, Any] = field(default_factory=dict)
    placed: bool = True

    @property
    def blocks(self) -> list[str]:
        """The paragraphs of the template."""
        return [p(text) for text in ([self.template] if isinstance(self.template, str) else self.template)]

    @property
    def shown(self) -> str:
        """The template as the table in the documentation shows it."""
        text = " ⏎ ".join([self.template] if isinstance(self.template, str) else self.template)
        return text if len(text) <= 120 else f"{text[:80]} … ({len(text):,} characters)"


_CLOSED = "not open to templates"
_HIDDEN = {"d": {"_p": "hidden", "a": 1}}
_THOUSAND = {"x": "x" * 1000}
_ROUND = "look for loops inside loops"
_LONG = "characters long"
_MANY = "items; "
_WIDE = "too wide for a text"
_DIGITS = "more digits than a document can need"
_TEXT = "makes too much text"
_LARGE = "would become too large"
_NESTED = "nested too deeply"

# no zip bomb: paragraphs that differ
_DIVERSE = [hashlib.sha256(str(number).encode()).hexdigest() for number in range(20_000)]
_GROW = "{% set ns = namespace(t='x', n=[1]) %}{% for i in range(100) %}"
_LOOPS = "{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}"
_PAIR = (
    "{% set ns = namespace(a=[1], b=[1]) %}{% for i in range(60) %}"
    "{% set ns.a = [ns.a, ns.a] %}{% set ns.b = [ns.b, ns.b] %}{% endfor %}"
)
_TUPLES = "{% set ns = namespace(a=(1,)) %}{% for i in range(60) %}{% set ns.a = (ns.a, ns.a) %}{% endfor %}"

ESCAPES = (
    Attack("Python's classes", "{{ ''.__class__.__mro__ }}", REFUSED, _CLOSED),
    Attack("Python's classes by key", "{{ x['__class__'] }}", REFUSED, _CLOSED),
    Attack("Python's classes by a key that is put together", "{{ x['__cl' ~ 'ass__'] }}", STOPPED, _CLOSED, {"x": "a"}),
    Attack("Python's classes by filter", "{{ x|attr('__class__') }}", REFUSED, _CLOSED),
    Attack("Python's classes by a computed filter", "{{ x|attr('__cl' ~ 'ass__') }}", STOPPED, _CLOSED, {"x": "a"}),
    Attack("… by map", "{{ xs|map(attribute='__class__')|first }}", REFUSED, _CLOSED),
    Attack("… by map, computed", "{{ xs|map(attribute='_'~'_class__')|first }}", STOPPED, _CLOSED, {"xs": ["a"]}),
    Attack("… by map, below a field", "{{ xs|map(attribute='a.__class__')|first }}", REFUSED, _CLOSED),
    Attack("… by selectattr", "{{ xs|selectattr('__class__')|first }}", REFUSED, _CLOSED),
    Attack("… by sort", "{{ xs|sort(attribute='_'~'_class__')|first }}", STOPPED, _CLOSED, {"xs": ["a", "b"]}),
    Attack("… by groupby", "{{ xs|groupby('_'~'_class__')|first }}", STOPPED, _CLOSED, {"xs": ["a"]}),
    Attack("… by sum", "{{ xs|sum('_'~'_class__') }}", STOPPED, _CLOSED, {"xs": ["a"]}),
    Attack("… by format", "{{ '{0.__class__}'.format(x) }}", STOPPED, _CLOSED, {"x": "a"}),
    Attack("… by format, by key", "{{ '{0[__class__]}'.format(x) }}", STOPPED, _CLOSED, {"x": "a"}),
    Attack("… by format_map", "{{ '{x.__class__}'.format_map({'x': 1}) }}", STOPPED, _CLOSED),
    Attack("the frame of a generator", "{{ (xs|map('upper')).gi_frame }}", STOPPED, "no fields", {"xs": ["a"]}),
    Attack("the code of a macro", "{% macro m() %}{% endmacro %}{{ m._func }}", REFUSED, _CLOSED),
    Attack("the globals of a function", "{{ range.__globals__ }}", REFUSED, _CLOSED),
    Attack("the modules behind lipsum", "{{ lipsum['globals'] }}", STOPPED, "“lipsum” is not among the fields"),
    Attack("the modules behind cycler", "{{ cycler.next }}", STOPPED, "“cycler” is not among the fields"),
    Attack("the template itself", "{{ self }}", STOPPED, "cannot be printed"),
    Attack("a hidden field of the data", "{{ d['_' ~ 'x'] }}", STOPPED, _CLOSED, {"d": {"_x": "hidden"}}),
    Attack("… by the name in a %", "{{ '%(_p)s' % d }}", STOPPED, "is not a field", _HIDDEN),
    Attack("… by a record in a %", "{{ '%s' % d }}", STOPPED, "is no text", _HIDDEN),
    Attack("… by pprint", "{{ d|pprint }}", HARMLESS, "{'a': 1}", _HIDDEN),
    Attack("… by tojson", "{{ d|tojson }}", HARMLESS, '{"a": 1}', _HIDDEN),
    Attack("… by its items", "{% for k, v in d.items() %}{{ k }}{{ v }};{% endfor %}", HARMLESS, "a1;", _HIDDEN),
    Attack("where a function is in memory", "{{ dict.mro() }}", STOPPED, "is asked of a function"),
    Attack("the engine's own filters", "{{ 'x'|_put(0) }}", REFUSED, _CLOSED),
    Attack("the engine's own filters by map", "{{ ['x']|map('_' ~ 'put', 0)|join }}", STOPPED, _CLOSED),
    Attack("a file", "{% include '/etc/passwd' %}", REFUSED, "include"),
    Attack("a module", "{% import 'os' as os %}", REFUSED, "is not a statement"),
    Attack("another template", "{% extends 'base.html' %}", REFUSED, "is not a statement"),
    Attack("to call what is no function", "{{ x() }}", STOPPED, "is no function", {"x": "a"}),
    Attack("to change the data", "{{ xs.append(9) }}", STOPPED, "no fields", {"xs": [1]}),
    Attack("to change a record", "{{ d.update({'a': 2}) }}", STOPPED, "is not a field", {"d": {"a": 1}}),
    Attack("XML by “safe”", "{{ x|safe }}", HARMLESS, "</w:t><w:br/>", {"x": "</w:t><w:br/>"}),
    Attack(
        "XML without escaping",
        "{% autoescape false %}{{ x }}{% endautoescape %}",
        HARMLESS,
        "</w:t>&",
        {"x": "</w:t>&"},
    ),
    Attack(
        "XML by cutting a macro's output",
        "{% set x %}a{{ t }}b{% endset %}{{ x[:9] }}",
        STOPPED,
        "cannot be changed",
        {"t": "1\n2"},
    ),
    Attack("half an entity", "{% set x %}R&D{% endset %}{{ x|upper|truncate(4, true, '') }}", HARMLESS, "R&D"),
    Attack("tags made of inner marks", "\ufdd6 for i in range(9) \ufdd7{{ x }}", REFUSED, "U+FDD6", {}, placed=False),
)

LOOPS = (
    Attack("loops in loops in loops", _LOOPS + "x{% endfor %}{% endfor %}{% endfor %}", STOPPED, _ROUND),
    Attack("the same with nothing in them", _LOOPS + "{% endfor %}{% endfor %}{% endfor %}", STOPPED, _ROUND),
    Attack(
        "loops that leave out everything",
        "{% for a in range(99999) %}{% for b in range(99999) if b < 0 %}{% endfor %}{% endfor %}",
        STOPPED,
        _ROUND,
    ),
    Attack("a long range", "{% for i in range(10**9) %}x{% endfor %}", STOPPED, _MANY),
    Attack(
        "a macro without end", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", STOPPED, "calls itself without end"
    ),
    Attack(
        "a macro that calls itself twice",
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
        STOPPED,
        _ROUND,
    ),
    Attack(
        "a loop that recurs twice",
        "{% for i in [60] recursive %}{% if i %}{{ loop([i - 1, i - 1]) }}{% endif %}{% endfor %}",
        STOPPED,
        _ROUND,
    ),
    Attack(
        "a call block that recurs",
        "{% macro m() %}{{ caller() }}{{ caller() }}{% endmacro %}{% macro n(i) %}{% if i %}{% call m() %}"
        "{{ n(i - 1) }}{% endcall %}{% endif %}{% endmacro %}{{ n(60) }}",
        STOPPED,
        _ROUND,
    ),
    Attack("filters in filters", "{{ range(99999)|map('string')|map('length')|sum }}" * 40, STOPPED, _ROUND),
    Attack("a filter over loops", "{% for i in range(99999) %}{{ range(99999)|sum }}{% endfor %}", STOPPED, _ROUND),
    Attack(
        "a search in loops",
        "{% for i in range(99999) %}{% if 'x' in xs %}{% endif %}{% endfor %}",
        STOPPED,
        _ROUND,
        {"xs": ["a"] * 9999},
    ),
    Attack("lists that are compared for ever", _PAIR + "{{ ns.a == ns.b }}", STOPPED, _ROUND),
    Attack("… by a test", _PAIR + "{{ ns.a is eq(ns.b) }}", STOPPED, _ROUND),
    Attack("… by “in”", _PAIR + "{{ ns.a in [ns.b] }}", STOPPED, _ROUND),
    Attack("… by index", _PAIR + "{{ [ns.b].index(ns.a) }}", STOPPED, _ROUND),
    Attack("… by sorting", _PAIR + "{{ [ns.a, ns.b]|sort|length }}", STOPPED, "cannot be sorted by"),
    Attack("… by changed()", _PAIR + "{% for x in [ns.a, ns.b] %}{{ loop.changed(x) }}{% endfor %}", STOPPED, _ROUND),
    Attack("a search backwards", "{{ (x * 4000).rfind('xy' ~ x * 1500) }}", HARMLESS, "-1", _THOUSAND),
    Attack("… by rindex", "{{ (x * 4000).rindex('xy' ~ x * 1500) }}", STOPPED, "is not in the text", _THOUSAND),
    Attack("… by rpartition", "{{ (x * 4000).rpartition('xy' ~ x * 1500)[0]|length }}", HARMLESS, "0", _THOUSAND),
    Attack("… by rsplit", "{{ (x * 900).rsplit('xy' ~ x * 400)|length }}", HARMLESS, "1", _THOUSAND),
    Attack(
        "searches in a loop",
        "{% for i in range(99999) %}{{ (x * 4000).rfind('y') }}{% endfor %}",
        STOPPED,
        "",
        _THOUSAND,
    ),
    *(
        Attack(
            f"a loop over {name}",
            f"{{% set b = x * 4000 %}}{{% for i in range(99999) %}}{{% if b.{name} %}}{{% endif %}}{{% endfor %}}",
            STOPPED,
            _ROUND,
            _THOUSAND,
        )
        for name in ("isalpha()", "find('x' * 98 ~ 'y')", "istitle()", "count('xy')")
    ),
    Attack("a key that is hashed for ever", _TUPLES + "{{ {ns.a: 1}|length }}", STOPPED, "cannot name a field"),
    Attack("… by dict()", _TUPLES + "{{ dict([(ns.a, 1)])|length }}", STOPPED, "cannot name a field"),
    Attack("… by get()", _TUPLES + "{{ {'a': 1}.get(ns.a) }}", STOPPED, "cannot name a field"),
    Attack("a list that is printed for ever", _PAIR + "{{ ns.a|string }}", STOPPED, "is no text"),
    Attack("… by ~", _PAIR + "{{ 'x' ~ ns.a }}", STOPPED, "is no text"),
    Attack("… by %", _PAIR + "{{ '%s' % ns.a }}", STOPPED, "is no text"),
    Attack("… by format", _PAIR + "{{ '{}'.format(ns.a) }}", STOPPED, "is no text"),
    Attack("… by tojson", _PAIR + "{{ ns.a|tojson }}", STOPPED, _ROUND),
    Attack("… by pprint", _PAIR + "{{ ns.a|pprint }}", STOPPED, _ROUND),
)

GROWTH = (
    Attack("a text times a number", "{{ 'x' * 10**9 }}", STOPPED, _LONG),
    Attack("a list times a number", "{{ ([1] * 10**9)|length }}", STOPPED, _MANY),
    Attack("a text that doubles itself by ~", _GROW + "{% set ns.t = ns.t ~ ns.t %}{% endfor %}", STOPPED, _LONG),
    Attack("… by +", _GROW + "{% set ns.t = ns.t + ns.t %}{% endfor %}", STOPPED, _LONG),
    Attack("… by join", _GROW + "{% set ns.t = [ns.t, ns.t]|join %}{% endfor %}", STOPPED, _LONG),
    Attack("… by the method join", _GROW + "{% set ns.t = ns.t.join(['a', 'b', 'c']) %}{% endfor %}", STOPPED, _LONG),
    Attack("… by replace", _GROW + "{% set ns.t = ns.t|replace('x', 'xx') %}{% endfor %}", STOPPED, _LONG),
    Attack("… by the method replace", _GROW + "{% set ns.t = ns.t.replace('', 'xx') %}{% endfor %}", STOPPED, _LONG),
    Attack("… by %", _GROW + "{% set ns.t = '%s%s' % (ns.t, ns.t) %}{% endfor %}", STOPPED, _LONG),
    Attack("… by format", _GROW + "{% set ns.t = '{0}{0}'.format(ns.t) %}{% endfor %}", STOPPED, _TEXT),
    Attack("… by the filter format", _GROW + "{% set ns.t = '%s%s'|format(ns.t, ns.t) %}{% endfor %}", STOPPED, _LONG),
    Attack(
        "… by indent", _GROW + "{% set ns.t = (ns.t ~ '\\n')|indent(ns.t, blank=true) %}{% endfor %}", STOPPED, _LONG
    ),
    Attack(
        "… by a block",
        _GROW + "{% set x %}{{ ns.t }}{{ ns.t }}{% endset %}{% set ns.t = x %}{% endfor %}",
        STOPPED,
        _LARGE,
    ),
    Attack("a list that doubles itself", _GROW + "{% set ns.n = ns.n + ns.n %}{% endfor %}", STOPPED, _MANY),
    Attack("… by sum", _GROW + "{% set ns.n = [ns.n, ns.n]|sum(start=[]) %}{% endfor %}", STOPPED, _MANY),
    Attack("a wide %", "{{ '%1000000000d' % 1 }}", STOPPED, _WIDE),
    Attack("a wide % of exact digits", "{{ '%.1000000000f' % 1 }}", STOPPED, _WIDE),
    Attack("a wide % given beside", "{{ '%*d' % (1000000000, 1) }}", STOPPED, _WIDE),
    Attack("a wide filter format", "{{ '%1000000000d'|format(1) }}", STOPPED, _WIDE),
    Attack("a wide format", "{{ '{:1000000000}'.format(1) }}", STOPPED, _WIDE),
    Attack("a wide format given beside", "{{ '{:{}}'.format(1, 1000000000) }}", STOPPED, _WIDE),
    Attack("a wide % in a test", "{{ '%1000000000d' is odd }}", STOPPED, _WIDE),
    Attack("a wide % in another test", "{{ '%1000000000d' is divisibleby(1) }}", STOPPED, _WIDE),
    Attack("the filter center", "{{ 'x'|center(10**9) }}", STOPPED, _LONG),
    Attack("center by map", "{{ ['x']|map('center', 10**9)|first }}", STOPPED, _LONG),
    Attack("the method center", "{{ 'x'.center(10**9) }}", STOPPED, _LONG),
    Attack("the method ljust", "{{ 'x'.ljust(10**9) }}", STOPPED, _LONG),
    Attack("the method rjust", "{{ 'x'.rjust(10**9) }}", STOPPED, _LONG),
    Attack("the method zfill", "{{ 'x'.zfill(10**9) }}", STOPPED, _LONG),
    Attack("the method expandtabs", "{{ '\\t'.expandtabs(10**9) }}", STOPPED, _LONG),
    Attack("the method encode", "{{ 'x'.encode('utf-32') }}", STOPPED, "no fields"),
    Attack("the method translate", "{{ 'x'.translate({120: 'y' * 999}) }}", STOPPED, "no fields"),
    Attack("the method to_bytes", "{{ (1).to_bytes(10**9) }}", STOPPED, "no fields"),
    Attack("a wide indent", "{{ ('a\\n' * 99999)|indent(10**9) }}", STOPPED, _LONG),
    Attack("a long wrapstring", "{{ ('a ' * 99999)|wordwrap(1, true, 'x' * 9999) }}", STOPPED, _LONG),
    Attack("a long separator", "{{ range(9999)|join('x' * 9999) }}", STOPPED, _LONG),
    Attack("a wide batch", "{{ [1]|batch(10**9, 0)|list|length }}", STOPPED, _MANY),
    Attack("many slices", "{{ [1]|slice(10**9)|list|length }}", STOPPED, _MANY),
    Attack(
        "a text as a list", "{% for i in range(999) %}{{ ('x' * 999999)|list|length }}{% endfor %}", STOPPED, _ROUND
    ),
    Attack("a great power", "{{ 10 ** (10 ** 10) }}", STOPPED, _DIGITS),
    Attack(
        "a number that squares itself",
        "{% set ns = namespace(n=9) %}{% for i in range(99) %}{% set ns.n = ns.n * ns.n %}{% endfor %}",
        STOPPED,
        _DIGITS,
    ),
    Attack("a text of many digits", "{{ ('9' * 99999)|int }}", STOPPED, "too long to be a number"),
    Attack("a text rounded", "{{ 'x'|round(9, 'ceil') }}", STOPPED, "only numbers can be rounded"),
    Attack("a number rounded far", "{{ 1.5|round(10**9, 'ceil') }}", STOPPED, "only numbers can be rounded"),
    Attack("much output", "{% for i in range(99999) %}" + "long text " * 999 + "{% endfor %}", STOPPED, _LARGE),
    Attack("much output of data", "{% for i in range(99999) %}{{ x }}{% endfor %}", STOPPED, _TEXT, {"x": "x" * 10**6}),
    Attack(
        "much output that is thrown away",
        "{% for i in range(99999) %}{% set y %}{{ x }}{% endset %}{% endfor %}",
        STOPPED,
        _LARGE,
        {"x": "x" * 10**6},
    ),
    Attack(
        "much text that is thrown away",
        "{% for i in range(99999) %}{% set y = x|upper %}{% endfor %}",
        STOPPED,
        _TEXT,
        {"x": "x" * 10**6},
    ),
    Attack(
        "many slices of a text",
        "{% for i in range(99999) %}{% set y = x[1:] %}{% endfor %}",
        STOPPED,
        _TEXT,
        {"x": "x" * 10**6},
    ),
    Attack("tags to be stripped", "{{ x|striptags|length }}", HARMLESS, "10000000", {"x": "<" * 10**7}),
    Attack("HTML links", "{{ x|urlize }}", REFUSED, "there is no filter", {"x": "http://a.eu"}),
    Attack("chance", "{{ xs|random }}", REFUSED, "there is no filter", {"xs": [1]}),
)

SHAPES = (
    Attack("40,000 braces", "{" * 40_000, REFUSED, "more than 10,000 tags", placed=False),
    Attack("1,000 braces", "{" * 1_000, REFUSED, "not closed"),
    Attack("40,000 closing braces", "{{ x " + "}" * 40_000, HARMLESS, "}}}}", {"x": 1}),
    Attack("20,000 tags in a paragraph", "{{ x }}" * 20_000, REFUSED, "more than 10,000 tags", placed=False),
    Attack("3,000 tags in a paragraph", "{{ x }}" * 3_000, REFUSED, "more than 1,000 tags", placed=False),
    Attack("1,000 tags in a paragraph", "{{ x }}" * 1_000, HARMLESS, "111", {"x": 1}),
    Attack(
        "20,000 paragraphs with a tag",
        [f"{{{{ x }}}} {each}" for each in _DIVERSE],
        REFUSED,
        "more than 10,000 tags",
        placed=False,
    ),
    Attack(
        "9,000 paragraphs with a tag", [f"{{{{ x }}}} {each}" for each in _DIVERSE[:9_000]], HARMLESS, "1", {"x": 1}
    ),
    Attack(
        "4,000 conditions in each other",
        [f"{{%p if x and '{each}' %}}" for each in _DIVERSE[:4_000]] + ["{%p endif %}"] * 4_000,
        REFUSED,
        "inside each other",
    ),
    Attack(
        "10,000 loops in each other, in one paragraph",
        "{% for a in x %}" * 10_000 + "{% endfor %}" * 10_000,
        REFUSED,
        "more than 10,000 tags",
        placed=False,
    ),
    Attack("100 loops in each other", "{% for a in x %}" * 100 + "{% endfor %}" * 100, REFUSED, "inside each other"),
    Attack(
        "10,000 conditions that are never closed", "{% if x %}" * 10_000, REFUSED, "more than 1,000 tags", placed=False
    ),
    Attack("10,000 round brackets", "{{ " + "(" * 10_000 + "x" + ")" * 10_000 + " }}", REFUSED, _NESTED),
    Attack("10,000 square brackets", "{{ " + "[" * 10_000 + "]" * 10_000 + " }}", REFUSED, _NESTED),
    Attack("10,000 curly brackets", "{{ " + "{1:" * 10_000 + "1" + "}" * 10_000 + " }}", REFUSED, "", placed=True),
    Attack("10,000 times “not”", "{{ " + "not " * 10_000 + "x }}", REFUSED, _NESTED),
    Attack("10,000 sums", "{{ " + "1+" * 10_000 + "1 }}", REFUSED, _NESTED),
    Attack("10,000 filters", "{{ x" + "|upper" * 10_000 + " }}", REFUSED, _NESTED),
    Attack("10,000 fields", "{{ x" + ".a" * 10_000 + " }}", REFUSED, _NESTED),
    Attack("a name of a million letters", "{{ " + "a" * 1_000_000 + " }}", STOPPED, "is not among the fields"),
    Attack("a million digits", "{{ " + "9" * 1_000_000 + " }}", REFUSED, ""),
)

ATTACKS: Mapping[str, Sequence[Attack]] = {
    "Ways out of the template": ESCAPES,
    "Ways to run for ever": LOOPS,
    "Ways to eat the memory": GROWTH,
    "Ways to make the engine stumble": SHAPES,
}
