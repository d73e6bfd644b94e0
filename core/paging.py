"""One page of a long list: a row too many is read, so that short lists and last pages need no count.

Belongs here: where a page begins, and how many there are. Not here: which rows, in which order.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

PER_PAGE = 20
LONGEST_NUMBER = 6


@dataclass(frozen=True)
class Page:
    """Rows of one page; `count` is how many there are on all pages, None where that was not asked."""

    rows: list[Any]
    number: int
    size: int
    has_next: bool
    count: int | None

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def previous(self) -> int:
        """The number of the page before; 0 on the first."""
        return self.number - 1

    @property
    def next(self) -> int:
        """The number of the page after, if `has_next`."""
        return self.number + 1

    @property
    def last(self) -> int | None:
        """The number of the last page, where it is known."""
        return None if self.count is None else max(1, -(-self.count // self.size))


def page_of(rows: Any, asked: str | None, size: int = PER_PAGE, *, is_counted: bool = True) -> Page:
    """The page with the asked number: the first if that is none, the last if there are fewer.

    `rows`: an ordered queryset, or a list. `is_counted`: False where counting costs more than the page.
    """
    number = int(asked) if asked and asked.isdecimal() and len(asked) <= LONGEST_NUMBER else 1
    start = (max(number, 1) - 1) * size
    found = list(rows[start : start + size + 1])
    if start and not found:
        return page_of(rows, str(-(-_number_of(rows) // size)), size, is_counted=is_counted)
    has_next = len(found) > size
    count = start + len(found) if not has_next else _number_of(rows) if is_counted else None
    return Page(found[:size], start // size + 1, size, has_next, count)


def _number_of(rows: Any) -> int:
    return len(rows) if isinstance(rows, list) else rows.count()
