"""Write a manuscript as HTML or Markdown. Pure."""
