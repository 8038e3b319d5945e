"""From an order to finished files: the workshop, its translators, formats and processes, and the last look."""
