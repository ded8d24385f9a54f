"""`/-/components/`: every component of the public face with its states, and the tokens with their measured contrast."""
