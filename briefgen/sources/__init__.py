"""Read a dossier's data: tables, texts and descriptions in, a `Dossier` and findings out.

`read_dossier` reads a dossier's folder, `read_translations` its catalogue in one language, `read_data` any JSON or YAML
for `briefgen fill`, `read_yaml` a YAML file as texts with their places. Files that cannot be read raise
`briefgen.errors.UnreadableInputError`. The same tables as pandas' DataFrames: `briefgen.sources.dataframes`.
"""

from briefgen.sources.dossier_folder import catalogue_bytes, catalogue_path, read_dossier, read_translations, read_yaml
from briefgen.sources.files.data import read_data
from briefgen.sources.files.sql_cut import DayCut
from briefgen.sources.files.yaml_document import YamlDocument

__all__ = [
    "DayCut",
    "YamlDocument",
    "catalogue_bytes",
    "catalogue_path",
    "read_data",
    "read_dossier",
    "read_translations",
    "read_yaml",
]
