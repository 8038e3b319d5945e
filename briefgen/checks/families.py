"""The families of rules; importing this module enters all rules into the register."""

from __future__ import annotations

__all__: list[str] = []
