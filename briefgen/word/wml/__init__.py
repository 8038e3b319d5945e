"""WordprocessingML's own ideas (ECMA-376-1, 17): styles, numbering, fields, comments, places, text."""
