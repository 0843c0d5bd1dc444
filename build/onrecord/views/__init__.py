"""Tables as people ask for them: chosen by name, alias or code, with the names joined in. One module for each."""
