"""The bounded Jinja2 environment that templates run in."""
