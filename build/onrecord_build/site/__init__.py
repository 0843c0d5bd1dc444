"""The documentation as a site, made of what the repository says anyway: docstrings, schemas, rules and its pages."""
