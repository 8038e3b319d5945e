"""A manuscript as HTML, Markdown and text. Pure."""
