"""The parts of a workbook as values: sheets as a stream of cells, texts, styles, comments."""
