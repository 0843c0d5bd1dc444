"""The rules that the readers hold: what a file, a line or a value has to be before there is a record to speak of. The
readers find these faults while they read and type the records, and give them their codes; a module of this package,
called like the code, says what the rule is and why, shows an example, and has a fixer where what is right is beyond
doubt.
"""
