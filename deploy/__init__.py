"""What stands around the application on a server: samples that docs/pasang.md tells how to put up, and drills."""
