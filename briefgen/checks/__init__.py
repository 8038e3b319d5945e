"""Rules that look at the record and at documents, and return findings. Pure."""
