"""Packages (ISO/IEC 29500-2) read without trust and written deterministically, for DOCX and XLSX alike."""
