"""Notebooks that use the loader as a reader of the documentation would, stored with what they print."""
