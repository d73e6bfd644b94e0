"""A count of people too few to hide among is not shown."""

from core.privacy import is_hidden


def test_a_group_under_the_minimum_is_hidden_and_nobody_is_no_group() -> None:
    assert [is_hidden(n, 5) for n in (0, 1, 4, 5)] == [False, True, True, False]
