"""Documents of several days from a record in which everything is dated."""

from __future__ import annotations

import pytest

from tests.word.docx_templates import a_template, p, texts
from tests.workspaces import Workspace

FOLLOW_UP = """\
point,item,as_of,state,due,text
dublin,pact,2023-03-01,planned,mid-2023,The pact will be agreed.
dublin,pact,2023-03-10,,2023-autumn,
"""


def paragraphs(workspace: Workspace, *command: str) -> list[str]:
    run = workspace.run(*command, "-q")
    assert (run.code, run.err) == (0, "")
    return texts((workspace.root / run.out.strip()).read_bytes())


def test_a_template_says_what_was_announced_first_and_when_a_wording_was_confirmed(workspace: Workspace) -> None:
    due = "by {{ item.due }}{% if item.moves %} (first announced for {{ item.first_due }}){% endif %}"
    moves = "{% for move in item.moves %}; {{ move.before }} → {{ move.after }} on {{ move.day }}{% endfor %}"
    confirmed = "{% if item.confirmed %}; confirmed {{ item.confirmed | when }}{% endif %}"
    item = f"{{% for item in point.items %}}{{{{ item.text }}}} {due}{moves}{confirmed}{{% endfor %}}"
    workspace.template("annex.docx", a_template(p(f"{{% for point in points %}}{item}{{% endfor %}}")))
    workspace.write("followup.csv", FOLLOW_UP)
    assert paragraphs(workspace, "annex", "--as-of", "2023-03-09") == ["The pact will be agreed. by mid-2023"]
    [paragraph] = paragraphs(workspace, "annex", "--as-of", "2023-03-10")
    assert paragraph == (
        "The pact will be agreed. by autumn 2023 (first announced for mid-2023); "
        "mid-2023 → autumn 2023 on 10\u00a0March 2023; confirmed on 10\u00a0March"
    )


@pytest.mark.parametrize(
    ("as_of", "known_on", "says"),
    [
        ("2023-03-09", "2023-04-01", "As ever."),
        ("2023-03-10", "2023-04-01", "Otherwise."),
        ("2023-03-10", "2023-03-09", "As ever."),
    ],
)
def test_a_letter_is_that_of_its_day(workspace: Workspace, as_of: str, known_on: str, says: str) -> None:
    workspace.write("letter.md", "As ever.\n")
    workspace.write("letter.2023-03-10.md", "Otherwise.\n")
    assert says in paragraphs(workspace, "letter", "--as-of", as_of, "--known-on", known_on)


def test_a_letter_goes_to_who_holds_the_office_on_its_day(workspace: Workspace) -> None:
    rows = "recipient,language,name,as_of\nbe,en,A. Peeters,\nbe,en,B. Janssens,2023-03-10\n"
    workspace.write("recipients.csv", rows)
    assert "A. Peeters" in paragraphs(workspace, "letter", "--as-of", "2023-03-09", "--to", "be")
    assert "B. Janssens" in paragraphs(workspace, "letter", "--as-of", "2023-03-10", "--to", "be")


def test_a_recipient_that_holds_only_later_is_refused_with_the_reason(workspace: Workspace) -> None:
    workspace.write("recipients.csv", "recipient,name,as_of\nbe,A. Peeters,2023-03-10\nfr,C. Dupont,\n")
    run = workspace.run("letter", "--as-of", "2023-03-09", "--to", "be")
    assert run.code == 2
    assert "has no recipient “be” on 2023-03-09: the rows of that key hold or are known only later." in run.err


def test_the_annex_of_the_older_day_stays_as_it_was_when_a_commitment_is_reworded(workspace: Workspace) -> None:
    before = paragraphs(workspace, "annex", "--as-of", "2023-03-09")
    commitments = (workspace.data / "commitments.csv").read_text(encoding="utf-8").splitlines()
    dated = [f"{commitments[0]},as_of", *(f"{row}," for row in commitments[1:])]
    workspace.write("commitments.csv", "\n".join((*dated, "borders,12,,Cameras at the borders,2023-03-10", "")))
    assert paragraphs(workspace, "annex", "--as-of", "2023-03-09", "-o", "again.docx") == before
    assert "12. Cameras at the borders" in paragraphs(workspace, "annex", "--as-of", "2023-03-10")


def test_a_text_that_names_a_point_of_another_day_is_told_why_it_cannot(workspace: Workspace) -> None:
    rows = "point,number,text,as_of\ndublin,10,Transfers,\nborders,11,Border controls,2023-03-15\n"
    workspace.write("commitments.csv", rows)
    workspace.write("letter.md", 'See point {{ point("borders") }}.\n')
    run = workspace.run("letter", "--as-of", "2023-03-10", "-q")
    assert run.code == 1
    assert "the point “borders” does not stand on 2023-03-10" in run.err
