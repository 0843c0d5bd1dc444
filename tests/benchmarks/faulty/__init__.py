"""Faults for made-up tables, each put in by a small function that is registered under the code of its rule."""
