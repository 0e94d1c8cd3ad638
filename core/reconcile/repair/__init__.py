"""Repair: the smallest and likeliest changes that would make every relation hold (error localisation)."""
