"""Totals and their parts: in sentences, in tables and in the record's figures."""
