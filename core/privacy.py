"""Hides groups that are too small to be counted without pointing at people. Pure."""


def is_hidden(n: int, minimum: int) -> bool:
    """Whether a count of people must not be shown. Zero people is nobody, so it may."""
    return 0 < n < minimum
