"""Write a release: the tables in each form, what describes them, digests, and a zip of it all."""
