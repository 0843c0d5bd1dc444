"""Releases other than the installed one: a folder or a zip read in place, fetched from the web, opened by version."""
