"""Breaks the engine on purpose, piece by piece, and looks whether the tests tell: `make mutation`."""
