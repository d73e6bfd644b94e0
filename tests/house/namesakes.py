"""Three teachers whose names read alike."""

from madrasah.models import Person
from tests.cast import Cast
from tests.factories import make_teacher

NAME = "Andi Serupa"


def make_namesakes(cast: Cast) -> list[Person]:
    """One at another madrasah; two at the same, of which one is written otherwise and teaches another class."""
    at_two = make_teacher(cast.dua, name=NAME)
    fourth, fifth = make_teacher(cast.satu, name=NAME), make_teacher(cast.satu, name=NAME.upper())
    fourth.placements.update(class_name="IV")
    fifth.placements.update(class_name="V")
    return [at_two, fourth, fifth]
