"""What the launcher installs: the whole lock, dealt out to several pips."""

import re
from pathlib import Path

import pytest

from tools import boot


@pytest.mark.parametrize("lock", [boot.RUN_LOCK, boot.WORK_LOCK], ids=lambda lock: lock.name)
@pytest.mark.parametrize("number", [1, 2, 3, 8])
def test_each_package_of_a_lock_is_installed_once_and_by_hash(lock: Path, number: int, tmp_path: Path) -> None:
    parts = [part.read_text() for part in boot._parts(lock, tmp_path, number)]
    pinned = re.compile(r"^\S+==\S+.*\\\n +--hash=sha256:", re.M)
    assert len(parts) == number
    assert sorted(found for part in parts for found in pinned.findall(part)) == sorted(pinned.findall(lock.read_text()))
    assert sum(part.count("--hash=") for part in parts) == lock.read_text().count("--hash=")


def test_the_two_largest_packages_are_installed_at_the_same_time(tmp_path: Path) -> None:
    assert all(f"\n{name}==" in boot.WORK_LOCK.read_text() for name in boot.LARGEST)
    parts = [f"\n{part.read_text()}" for part in boot._parts(boot.WORK_LOCK, tmp_path, 2)]
    assert [sum(f"\n{name}==" in part for name in boot.LARGEST[:2]) for part in parts] == [1, 1]
