"""What can go wrong for a user of the data. Every message ends in something to run or do."""


class OnRecordError(Exception):
    """The data could not be had as asked for; the message says why and what to do."""
