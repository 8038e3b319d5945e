"""From a template's parts to Jinja2 source, with every fault of every part in one run."""
