"""Exercises on one machine's loopback with the real engines; docs/latihan.md says what each shows. Not in the suite."""
