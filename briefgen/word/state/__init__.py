"""What one rendering holds: numbers given out, parts brought in, edits to parts without tags."""
