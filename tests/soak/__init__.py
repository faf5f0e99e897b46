"""The soak: mixed load beside hostile queries, for an hour. `make soak` runs it."""
