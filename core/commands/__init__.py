"""The commands that run with no screen; each is loaded when it is given."""
