"""Amounts of money: how they are written, whether they agree, and whether they come from the record's figures."""
