"""Options in, one command called, findings to stderr, exit code out.

The only place that prints, exits, and reads the clock and the current folder. Commands are imported when they are
called, so that `--help` stays quick.
"""

from __future__ import annotations

import atexit
import gc

__all__ = ["main"]


def main() -> None:
    """Runs the command line; findings and messages go to stderr, paths to stdout."""
    _search_rarely_for_garbage()
    from briefgen.cli.group import run

    run()


def _search_rarely_for_garbage() -> None:
    """Importing makes many objects and hardly any cyclic garbage; searching them for it costs a sixth of a run.

    By itself Python searches after every 700 new objects, and all of them once more before it ends.
    """
    gc.set_threshold(500_000)
    atexit.register(gc.freeze)
