"""Names of people: lists (facts, each with its source in its first lines), and where in a text somebody's name stands. Pure."""
