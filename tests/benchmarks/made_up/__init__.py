"""The parts of made-up tables. Every value is a function of seed, column and row number: nothing has to be kept."""
