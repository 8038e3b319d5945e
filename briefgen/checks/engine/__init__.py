"""What a rule is, what it is asked about, and how all of them are run."""
