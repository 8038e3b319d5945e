"""The fixed wording of a template: what is to be translated, and putting translations in its place."""
