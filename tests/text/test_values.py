from __future__ import annotations

import subprocess
import sys
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.text import VOCABULARY, Call, calls, faults
from briefgen.text.expressions import read_expression
from briefgen.text.vocabulary import Constant, SourcePiece


def only_call(source: str) -> Call:
    (call,) = calls(source)
    assert faults(source) == []
    return call


@pytest.mark.parametrize(
    ("source", "word", "args"),
    [
        ('{{ date("2023-03-14") }}', "date", ("2023-03-14",)),
        ("{{date('2023-03-14')}}", "date", ("2023-03-14",)),
        ('{{ "2023-03-14" | date }}', "date", ("2023-03-14",)),
        ('{{ 1250000 | money("USD") }}', "money", (1250000, "USD")),
        ('{{ money("480 million", "USD") }}', "money", ("480 million", "USD")),
        ("{{ number(50000) }}", "number", (50000,)),
        ("{{ number(-5) }}", "number", (-5,)),
        ("{{ percent(12.5) }}", "percent", (Decimal("12.5"),)),
        ("{{ -12.50 | percent }}", "percent", (Decimal("-12.50"),)),
        ('{{ point("dublin") }}', "point", ("dublin",)),
        ('{{ _("see the annex") }}', "_", ("see the annex",)),
        # forms that the small grammar leaves to Jinja2's
        ('{{ _("say \\"yes\\"") }}', "_", ('say "yes"',)),
        ("{{ percent(12.50,) }}", "percent", (Decimal("12.50"),)),
        ("{{ number(- 5) }}", "number", (-5,)),
        ("{{ number((5)) }}", "number", (5,)),
        # whether the point is that of decimals is for the word to say
        ("{{ number(1.250) }}", "number", ("1.250",)),
        ("{{ -12.500 | percent }}", "percent", ("-12.500",)),
        ("{{ number((-1.250)) }}", "number", ("-1.250",)),
        ("{{ number(0.250) }}", "number", (Decimal("0.250"),)),
        (
            "{{ number(0.1000000000000000055511151231257827) }}",
            "number",
            (Decimal("0.1000000000000000055511151231257827"),),
        ),
        ("{{ 1.10 | money('USD',) }}", "money", (Decimal("1.10"), "USD")),
        ('{{ "}}" | _ }}', "_", ("}}",)),
    ],
)
def test_a_value_calls_a_word_with_constants(source: str, word: str, args: tuple[Constant, ...]) -> None:
    call = only_call(source)
    assert (call.word, call.args, call.options) == (word, args, ())
    assert [type(arg) for arg in call.args] == [type(arg) for arg in args]


def test_an_argument_may_have_a_name() -> None:
    assert only_call('{{ date("2023-03-14", year=true) }}').options == (("year", True),)
    assert only_call('{{ 5 | money(currency="USD") }}').options == (("currency", "USD"),)


def test_words_may_follow_one_another() -> None:
    assert calls('{{ "5" | number | _ }}')[0].args == ("5",)
    assert [call.word for call in calls('{{ "5" | number | _ }} {{ point("a") }}')] == ["number", "_", "point"]


def test_a_call_knows_its_place_and_words() -> None:
    call = only_call('See point {{ point("dublin") }}.')
    assert (call.offset, call.words) == (10, '{{ point("dublin") }}')


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("{{ 7*7 }}", "cannot calculate"),
        ("{{ dossier }}", "“dossier” is not a word"),
        ("{{ date }}", "“date” stands without its value"),
        ("{{ date.year }}", "cannot calculate"),
        ("{{ ''.__class__ }}", "cannot calculate"),
        ("{{ __import__('os') }}", "“__import__” is not a word"),
        ("{{ 5 | upper }}", "“upper” is not a word"),
        ("{{ 5 }}", "constant alone"),
        ("{{ }}", "cannot be read"),
        ("{{ [1] | date }}", "cannot calculate"),
        ("{{ {'a': 1} | date }}", "cannot calculate"),
        ("{{ date(date('2023')) }}", "call inside a call"),
        ("{{ date(2023-03-14) }}", "cannot be read|cannot calculate"),
        ("{{ date(2023-10-14) }}", "cannot calculate"),
        ("{{ date(*['2023']) }}", "without stars"),
        ("{{ date(**{'value': '2023'}) }}", "without stars"),
        ("{{ date() }}", "date takes one value"),
        ("{{ date('a', 'b') }}", "date takes one value"),
        ("{{ money(1, 'USD', 'x') }}", "money takes 1 to 2 values"),
        ("{{ money(1, 'USD', currency='x') }}", "money takes 1 to 2 values"),
        ("{{ date('2023', month=true) }}", "takes no “month”"),
        ("{{ date(“2023”) }}", "cannot be read"),
        ("{{ don't }}", "cannot be read"),
        ("{{ date('2023') if 1 }}", "cannot calculate"),
        ("{{ date('2023'), date('2023') }}", "cannot calculate"),
        ("{{ " + "(" * 900 + "5" + ")" * 900 + " }}", "cannot be read"),
        ("{{ 5" + " | number" * 50 + " }}", "more than 10 words"),
        ("{{ number(" + "9" * 4000 + ") }}", "too long"),
        ("{% if x %}", "cannot hold a statement"),
        ("{# remark #}", "cannot hold a comment"),
        ("{{ date('2023')", "is not closed"),
        ("{{ date('2023') }", "is not closed"),
        ("{% if", "cannot hold a statement"),
        ("{# remark", "cannot hold a comment"),
    ],
)
def test_anything_else_is_refused_with_its_place(source: str, message: str) -> None:
    import re

    found = faults(f"Before {source}")
    assert re.search(message, found[0].message)
    assert found[0].offset == 7
    assert source.startswith(found[0].words)
    assert found[0].remedy


def test_a_misspelt_word_is_refused_with_the_one_that_was_meant() -> None:
    (fault,) = faults("{{ nubmer(5) }}")
    assert fault.remedy == "Did you mean “number”?"


def test_curly_quotation_marks_are_named_as_the_cause() -> None:
    (fault,) = faults("{{ date(“2023”) }}")
    assert "straight quotation marks" in fault.remedy


def test_all_faults_are_found_in_one_run_in_the_order_of_the_source() -> None:
    found = faults("{{ a }} [^x] {{ b }} [link](ftp://x) {% c %}")
    assert [fault.words for fault in found] == ["{{ a }}", "[^x]", "{{ b }}", "](ftp://x", "{% c %}"]


@pytest.mark.parametrize("cause", ["{{ ", "{% x %} ", "{# ", "[^x] ", "[a](ftp://x) ", "\x0b "])
def test_one_cause_in_many_places_of_a_text_is_told_once_with_its_number(cause: str) -> None:
    few, many = faults(f"So: {cause * 5}"), faults(f"So: {cause * 500}")
    assert len(few) > 1
    assert len(many) == 1
    assert many[0].offset == few[0].offset
    assert many[0].message.startswith(few[0].message)
    assert "500 of this kind" in many[0].message


def test_faults_are_quoted_as_typed_also_where_a_value_stands_in_them() -> None:
    (fault,) = faults('[here](https://x.eu/{{ point("a") }})')
    assert fault.words == 'https://x.eu/{{ point("a") }}'


def test_a_value_after_a_backslash_is_text() -> None:
    assert calls(r'\{{ date("2023") }}') == []
    assert len(calls(r'\\{{ date("2023") }}')) == 1


constants = st.one_of(
    st.text(alphabet=st.characters(exclude_characters="\\'\"\r\x00", codec="utf-8")),
    st.integers(-(10**15), 10**15),
    st.decimals(-(10**6), 10**6, places=3, allow_nan=False, allow_infinity=False),
)


def _typed(constant: object) -> str:
    return f'"{constant}"' if isinstance(constant, str) else f"{constant}"


@given(constants, st.booleans())
def test_both_grammars_read_the_same_value(constant: object, is_filter: bool) -> None:
    inside = f"{_typed(constant)} | number" if is_filter else f"number({_typed(constant)})"
    quick = only_call_unchecked("{{ " + inside + " }}")
    slow = read_expression(inside, SourcePiece(quick.words, 0))
    assert slow == quick
    assert [str(each) for each in quick.args] == [str(constant)]
    assert type(slow.args[0]) is type(quick.args[0])


def only_call_unchecked(source: str) -> Call:
    (call,) = calls(source)
    return call


@given(st.text(alphabet="{}%#\"'\\()|,=*_ .-0123456789adetnumbr\n", max_size=40))
def test_no_braces_ever_break_the_reading(inside: str) -> None:
    for source in (inside, "{{" + inside + "}}", "{{" + inside):
        for fault in faults(source):
            assert fault.message and 0 <= fault.offset <= len(source)


def test_the_vocabulary_is_that_of_the_contract() -> None:
    values = "date when by since money number percent figure point state capital gendered salutation _"
    of_documents = "chart table ref cell total share leader rows spelt plural counted listed"
    assert tuple(f"{values} {of_documents}".split()) == VOCABULARY


@pytest.mark.parametrize("target", ["areas", "tabel/areas", "table/", "/areas", "table"])
def test_a_reference_says_to_what(target: str) -> None:
    (fault,) = faults(f'See {{{{ ref("{target}") }}}}.')
    assert fault.message == "A reference says to what, and to which."
    assert 'ref("table/…")' in fault.remedy


@pytest.mark.parametrize(
    "source",
    [
        'See {{ table("areas") }}.',
        '- {{ table("areas") }}',
        '# {{ chart("areas") }}',
        '**{{ table("areas") }}** and more',
        'Text[^n].\n\n[^n]: {{ table("areas") }}',
    ],
)
def test_a_table_or_chart_stands_alone_in_its_paragraph(source: str) -> None:
    (fault,) = faults(source)
    assert "stands alone in a paragraph of its own" in fault.message
    assert source[fault.offset :].startswith("{{ ")


@pytest.mark.parametrize("source", ['{{ table("areas") }}', 'A.\n\n{{ chart("areas") }}\n\nB.'])
def test_a_table_alone_is_no_fault_but_in_a_text_of_one_line(source: str) -> None:
    assert faults(source) == []
    assert any("stands alone" in fault.message for fault in faults(source, block=False))


@pytest.mark.parametrize(
    ("source", "module"),
    [
        ("No value and no markup, § 5.", "jinja2"),
        ("No value and no markup, § 5.", "markdown_it"),
        ('{{ date("2023-03-14") }}: {{ 5 | money("USD") }}, {{ percent(12.5) }}', "jinja2"),
        ('{{ date("2023-03-14") }}', "markdown_it"),
    ],
)
def test_a_plain_text_imports_no_parser(source: str, module: str) -> None:
    program = f"import sys; from briefgen.text import faults; faults({source!r}); sys.exit({module!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
