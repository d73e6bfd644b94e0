"""Commands that only tests give."""
