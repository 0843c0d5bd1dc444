"""What a contributor runs: read the records, check them, compile them, write a release."""
