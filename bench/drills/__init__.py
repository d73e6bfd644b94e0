"""What must not be lost, tried for real: each module is one drill, `python -m bench.drills.<name>`; docs/latihan.md."""
