"""From compiled parts and data to a finished package."""
