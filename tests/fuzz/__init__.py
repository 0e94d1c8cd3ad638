"""Damaged and hostile documents, made at random but repeatably: `python -m tests.fuzz` (make fuzz)."""
