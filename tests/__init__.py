"""Tests, mirroring `briefgen/`."""
