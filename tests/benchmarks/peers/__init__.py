"""Programs that check the same tables, as their own users would write them: one module each, run as a process.

Each checks all columns, keys and references of the schemas, and those rules of a row that laws.py lists.
"""
