"""briefgen: official correspondence from dated status data.

The stages, in order:

1. `briefgen.sources` reads tables and `dossier.yaml` into a `Dossier`, all that was ever recorded;
2. `briefgen.asof` cuts it at a date into a `Situation`, what stands on that day;
3. `briefgen.text` and `briefgen.localise` turn texts and values into rich text in one language;
4. `briefgen.compose` builds from these what a template sees;
5. `briefgen.word` fills the template;
6. `briefgen.outputs` writes the file, whole or not at all.
"""

__version__ = "0.1.0"
