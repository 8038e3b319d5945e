"""What one rendering holds: allocated numbers, imported parts, edits to parts without tags."""
