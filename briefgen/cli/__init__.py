"""Options in, one command called, findings to stderr, exit code out.

The only place that prints, exits, and reads the clock and the current folder. Commands are imported when they are
called, so that `--help` stays quick.
"""

from __future__ import annotations

from briefgen.cli.main import main

__all__ = ["main"]
