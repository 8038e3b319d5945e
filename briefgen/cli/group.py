"""The command `briefgen` and its subcommands."""

from __future__ import annotations

import os
import signal
from importlib import import_module
from types import FrameType
from typing import NoReturn

import click

from briefgen import __version__
from briefgen.cli.console import prepare_streams
from briefgen.findings import did_you_mean

# each command and the module that it stands in
_COMMANDS = {
    "annex": "make",
    "letter": "make",
    "make": "make",
    "mail": "make",
    "check": "check",
    "preview": "preview",
    "status": "status",
    "changes": "changes",
    "issued": "editions",
    "verify": "editions",
    "clean": "editions",
    "doctor": "doctor",
    "corrigendum": "editions",
    "fill": "fill",
    "redline": "redline",
    "template": "template",
    "translate": "translate",
    "init": "init",
    "new": "new",
    "house": "house",
    "export": "export",
    "pull": "pull",
    "import": "import_dossier",
}
# the first sentence of the help of each, so that `briefgen --help` need not import them all
_SUMMARIES = {
    "annex": "Make the follow-up annex as it stands on a day.",
    "letter": "Make the letter, dated the as-of day.",
    "make": "Make documents of the dossier by their names, or “all”: every file, or none.",
    "mail": "Write an e-mail draft for each recipient, with letter and annex attached, in his or her language.",
    "check": "Find what a careful reader would find: sums, amounts, dates, references, terms, layout.",
    "preview": "Show every document at any day in the browser, redrawn as files are saved.",
    "status": "Show where each point stands on a day: state, last update, next deadline, overdue.",
    "changes": "List what changed since a day: new, done, delayed, reworded, withdrawn, deadlines and figures moved.",
    "issued": "Register files that were sent, or list what was sent.",
    "verify": "Say what a Word file is: made by briefgen, from what, and whether it would be made the same today.",
    "clean": "Write a copy of any Word file without the traces of those who worked on it, and say what was taken out.",
    "doctor": "Look at this computer: what briefgen works with, what is missing, and how to get it.",
    "corrigendum": "Make the corrigendum to an edition that was sent: “for … read …”, from what was recorded since.",
    "fill": "Fill any DOCX template with the fields of a JSON or YAML file.",
    "redline": "Show what changed as native tracked changes: in a document of the dossier, or between two Word files.",
    "template": "Look into Word templates, and begin new ones.",
    "translate": "Collect texts for translators, and see how far translations are.",
    "init": "Make a new workspace with the sample dossier and the templates.",
    "new": "Make a dossier of your own in this workspace, with a row that shows how each table is filled in.",
    "house": "Houses of your own: how dates, figures and amounts are written, as data.",
    "export": "Write workbooks in which those who report fill in what is new.",
    "pull": "Read back what people wrote: filled-in workbooks of “briefgen export”, and Word documents edited by hand.",
    "import": "Make a dossier from what you have: annexes, minutes, letters and papers in Word, trackers "
    "in Excel or CSV.",
}
_NAMES = {"import": "import_dossier"}
"""Commands whose name is a word of Python."""


class _Commands(click.Group):
    """The commands; the module of one is imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names."""
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, or None."""
        if cmd_name in _COMMANDS and cmd_name not in self.commands:
            module = import_module(f"briefgen.cli.{_COMMANDS[cmd_name]}")
            self.add_command(getattr(module, _NAMES.get(cmd_name, cmd_name)))
        return super().get_command(ctx, cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes each command with what it does, as click would if it asked them all."""
        listed = {name: click.Command(name, help=_SUMMARIES[name]) for name in self.list_commands(ctx)}
        limit = formatter.width - 6 - max(map(len, listed))
        with formatter.section("Commands"):
            formatter.write_dl([(name, each.get_short_help_str(limit)) for name, each in listed.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called; the one that was probably meant is offered for a name that there is not."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as problem:
            raise click.UsageError(f"{problem.message} {did_you_mean(args[0], _COMMANDS)}".rstrip(), ctx) from None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", prog_name="briefgen")
def group() -> None:
    """Official correspondence from dated status data.

    A ledger of dated entries and a Word template become a finished annex or letter, as of any day; or a note,
    conclusions, main results or the summary of a meeting.

    \b
    Begin with:
      briefgen init follow-up          a workspace with a sample dossier
      briefgen new board               a dossier of your own in it
      briefgen annex --as-of 2023-03-17
      briefgen check                   what a careful reader would find
      briefgen doctor                  what is missing on this computer
    """


def run() -> None:
    """Runs the command that was typed."""
    _stop_in_order()
    prepare_streams(os.environ)
    group(prog_name="briefgen")


def _stop_in_order() -> None:
    """Told to end, or at Ctrl-C, we put away what is half done, and end the programs that work for us."""
    for name in {"SIGINT", "SIGTERM", "SIGHUP"} & signal.Signals.__members__.keys():
        if signal.getsignal(number := signal.Signals[name]) is not signal.SIG_IGN:  # as nohup has it
            signal.signal(number, _stop)


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    """Unwinds, with the exit code of a program that a signal has ended: 130 for Ctrl-C, 143 for SIGTERM."""
    raise SystemExit(128 + number)
