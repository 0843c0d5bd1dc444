"""Checking again: after a few files have changed, only what can have changed its verdict is looked at.

The last state without a fault is remembered: the records by file (onrecord_build.memory), and beside them the columns
by which records are found (`remembered`). A state that differs from it in a few files is seen through a `View`, which
looks records up as they are asked for. What differs are `changes`; from the conditions of a rule follows which rows
they concern (`concerned`), and those rows are asked of the rules (`check`). Where that cannot be told, or too much has
changed, everything is checked.
"""


class CannotTell(Exception):
    """Nothing less than a whole check tells what is wrong."""
