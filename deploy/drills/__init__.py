"""Exercises on one machine's loopback with the real engines: what each shows is in docs/latihan.md. Never in the suite."""
