"""Stops, commas, dashes, quotation marks and colons: where they are missing, doubled, or now so and now otherwise."""
