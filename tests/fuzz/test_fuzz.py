"""Whatever comes in, briefgen ends in time and in words, and writes what Word opens: inputs changed by chance."""

import pytest

from briefgen.errors import UnreadableInputError
from tests.fuzz.inputs import KINDS, an_input
from tests.fuzz.proof import KNOWN, known, table, try_inputs, unknown
from tests.fuzz.trial import Record, signature

_INPUTS = 150


@pytest.mark.fuzz
def test_no_input_of_the_fixed_set_is_a_defect() -> None:
    records = try_inputs(_INPUTS)
    assert [record.number for record in records] == list(range(_INPUTS))
    assert unknown(records) == {}, table(records)
    for kind in KINDS:
        codes = {code for record in records if record.kind == kind for code in record.codes}
        assert codes & {1, 2}, f"nothing of {kind} is refused: it is hardly changed"
        assert 0 in codes, f"all of {kind} is refused: it is changed too much"


def test_an_input_is_the_same_again() -> None:
    numbers = range(3 * len(KINDS))
    assert [an_input(number) for number in numbers] == [an_input(number) for number in numbers]
    assert len({an_input(number).content for number in numbers}) > 2 * len(KINDS)


def test_a_failure_is_known_by_its_class_and_the_module_that_it_came_from() -> None:
    from briefgen.sources import read_data

    with pytest.raises(UnreadableInputError) as raised:
        read_data(KNOWN)
    assert signature(raised.value).startswith("UnreadableInputError sources/")
    assert signature(ValueError()) == "ValueError ?"


def test_only_a_failure_that_is_in_the_list_is_let_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    records = [Record(7, "zip", [3], ["KeyError opc/zip"]), Record(8, "csv", [0])]
    assert unknown(records) == {"KeyError opc/zip": [7]}
    monkeypatch.setattr("tests.fuzz.proof.known", lambda: {"KeyError opc/zip": "a reason"})
    assert unknown(records) == {}


def test_every_open_failure_has_a_reason() -> None:
    assert [each for each, reason in known().items() if len(reason.split()) < 4] == []
