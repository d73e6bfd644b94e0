"""The stack is what docs/adr say: the driver, and packages pinned by hash without naming where they lie."""

import re
from importlib.metadata import distributions
from pathlib import Path

import pytest
from django.db import connection
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCKS = ("requirements.txt", "requirements-dev.txt")


def test_driver_is_psycopg2() -> None:
    """Django takes psycopg 3 as soon as any package brings it in, without a word."""
    assert connection.Database.__name__ == "psycopg2"


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_has_a_hash(project: Path, name: str) -> None:
    pins = re.split(r"\n(?=\S)", re.sub(r"^#.*\n", "", (project / name).read_text(), flags=re.M).strip())
    assert [pin.split()[0] for pin in pins if "==" not in pin or "--hash=sha256:" not in pin] == []
    assert len(pins) > 20


@pytest.mark.parametrize("name", LOCKS)
def test_lock_names_no_host(project: Path, name: str) -> None:
    assert re.findall(r"\w+://\S+|--\S*index\S*|--find-links.*", (project / name).read_text()) == []


@pytest.mark.parametrize("name", LOCKS)
def test_lock_holds_what_its_packages_need(project: Path, name: str) -> None:
    """pip is told not to look for itself (tools/boot.py)."""
    pins = set(map(canonicalize_name, re.findall(r"^[\w.-]+", (project / name).read_text(), flags=re.M)))
    here = [one for one in distributions() if canonicalize_name(one.name) in pins]
    told = [Requirement(line) for one in here for line in one.requires or ()]
    needed = [one.name for one in told if not one.marker or one.marker.evaluate({"extra": ""})]
    assert set(map(canonicalize_name, needed)) - pins == set()
    assert len(here) > 20


def test_work_lock_agrees_with_run_lock(project: Path) -> None:
    run, work = (set(re.findall(r"^\S+==\S+", (project / name).read_text(), flags=re.M)) for name in LOCKS)
    assert run - work == set()
