"""The benchmark: our server beside others, on generated data. `make bench` runs it."""
