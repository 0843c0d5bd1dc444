"""Agreement between coders: draw a blind sample, store what each coder wrote for it, report how far they agree."""
