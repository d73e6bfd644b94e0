"""Small groups stay hidden, also when the total stands beside them."""

from hypothesis import given
from hypothesis import strategies as st

from core.privacy import hide_small, shown

counts = st.dictionaries(st.text(max_size=3), st.integers(0, 30), max_size=8)


def test_a_group_under_the_minimum_is_hidden_and_nobody_is_no_group() -> None:
    assert [shown(n, 5) for n in (0, 1, 4, 5)] == [0, None, None, 5]


def test_the_complement_of_a_single_hidden_group_is_hidden_too() -> None:
    assert hide_small({"a": 3, "b": 6, "c": 20}, 5) == {"a": None, "b": None, "c": 20}


def test_without_a_total_only_small_groups_are_hidden() -> None:
    assert hide_small({"a": 3, "b": 6}, 5, total_is_shown=False) == {"a": None, "b": 6}


def test_enough_hidden_together_need_no_complement() -> None:
    assert hide_small({"a": 3, "b": 4, "c": 6}, 5) == {"a": None, "b": None, "c": 6}


@given(counts, st.integers(2, 10))
def test_no_hidden_figure_follows_from_the_total(groups: dict[str, int], minimum: int) -> None:
    kept = hide_small(groups, minimum)
    hidden = [groups[key] for key, n in kept.items() if n is None]
    assert all(n is None or n == 0 or n >= minimum for n in kept.values())
    everything_hidden = all(n is None or n == 0 for n in kept.values())
    assert not hidden or everything_hidden or (len(hidden) > 1 and sum(hidden) >= minimum)
