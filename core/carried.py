"""Pages that a phone takes along for where there is no signal (decisions.md 25): what an app names of its own."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CarriedPage:
    """An address with its name in a list, or none; `mark` differs as soon as what the phone has is too old."""

    url: str
    title: str
    mark: str = ""
