"""Exercises on this machine with the real engines, one a module: `python -m bench.drills.<name>`; docs/latihan.md."""
