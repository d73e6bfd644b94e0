"""Each room that tells figures about people to whoever may not see each of them is attacked by a test (decisions 13).

Found by what such a room cannot do without: the minimum group size, hiding, or a door for those who only count.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.competency.attack import NAMED, PUBLISHERS

BASE = Path(settings.BASE_DIR)
HIDES = re.compile(r"MIN_GROUP_SIZE|core\.privacy|scoring\.hiding")
COUNTS_ONLY = re.compile(r"why_not_run_group|Role\.KABUPATEN|\.run_by\(")
PURE = {"competency.scoring", "core"}  # what they decide is told by the rooms that ask them
SERVED = {"config", "madrasah"}  # roles and demo: no page of figures


def rooms(pattern: re.Pattern[str]) -> Iterator[str]:
    """By app and room, where a module says this; all of KKG but what it hides is one."""
    for path in BASE.glob("*/*/*.py"):
        app, room = path.relative_to(BASE).parts[:2]
        if app in ("competency", "kkg", "madrasah", "config", "core") and pattern.search(path.read_text()):
            yield f"{app}.{room}"


@pytest.mark.parametrize("room", sorted(set(rooms(HIDES)) - PURE))
def test_what_hides_small_groups_is_attacked(room: str) -> None:
    assert room in PUBLISHERS or room.split(".")[0] in SERVED, f"{room} publishes figures: attack them, list the test"


@pytest.mark.parametrize("room", sorted(set(rooms(COUNTS_ONLY)) - PURE))
def test_what_is_open_to_those_who_only_count_is_attacked_or_says_why_not(room: str) -> None:
    app = room.split(".")[0]
    assert {room, app} & {*PUBLISHERS, *NAMED, *SERVED}, f"{room} opens to those who count only: list it"


@pytest.mark.parametrize(("room", "test"), PUBLISHERS.items())
def test_each_attack_is_there_and_its_room_too(room: str, test: str) -> None:
    assert (BASE / room.replace(".", "/")).is_dir()
    assert "def test_" in (BASE / test).read_text()
