"""A manuscript as a page for the web or for other programs: HTML and Markdown. Pure."""
