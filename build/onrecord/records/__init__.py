"""A single record: shown, traced to what it rests on, and what became of its identifier."""
