"""The shape that every list of KKG is shown in. Not here: what stands in it."""

from typing import NamedTuple


class Line(NamedTuple):
    """One row of components/row.html."""

    title: str
    detail: str = ""
    state: str = ""
    tone: str = "grey"
    url: str = ""
