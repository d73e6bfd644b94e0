"""What lies in deploy/ is what docs/pasang.md shows, and names only what is there. The drills in it run by hand."""

import ast
import re
from pathlib import Path

import pytest
import yaml

from config.metrics import OWN, State

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/pasang.md").read_text("utf-8")
SHOWN = [
    "systemd/kkg.service",
    "systemd/kkg-postgres.service",
    "systemd/kkg-backup.service",
    "systemd/kkg-backup.timer",
    "nginx.conf",
    "Caddyfile",
    "logrotate.conf",
]


@pytest.mark.parametrize("name", SHOWN)
def test_the_page_shows_the_very_file(name: str) -> None:
    assert f"\n{(ROOT / 'deploy' / name).read_text('utf-8')}```" in PAGE


def test_the_image_takes_what_is_there_and_all_that_the_application_is_made_of() -> None:
    lines = re.findall(r"^COPY (?!--)(.+) \S+$", (ROOT / "deploy/Dockerfile").read_text(), re.M)
    taken = {name for line in lines for name in line.split()}
    assert [name for name in sorted(taken) if not (ROOT / name).exists()] == []
    let_in = set(re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text(), re.M))
    assert taken - {"requirements.txt", "requirements-s3.txt"} == let_in - {"requirements*.txt"}
    apps = {path.parent.name for path in ROOT.glob("*/apps.py") if path.parent.name not in ("tests",)}
    assert apps | {"templates", "static", "tools", "manage.py", "gunicorn.conf.py"} <= taken


def test_the_containers_stop_and_are_asked_as_the_machine_is() -> None:
    compose = yaml.safe_load((ROOT / "deploy/compose.yaml").read_text())
    pages = compose["services"]["pages"]
    waits = re.search(r"^graceful_timeout = (\d+)$", (ROOT / "gunicorn.conf.py").read_text(), re.M)
    assert int(pages["stop_grace_period"].rstrip("s")) > int(waits[1])
    assert int(re.search(r"TimeoutStopSec=(\d+)", PAGE)[1]) > int(waits[1])
    assert (
        "USER kkg" in (ROOT / "deploy/Dockerfile").read_text() and "/siap/" in (ROOT / "deploy/Dockerfile").read_text()
    )


@pytest.mark.django_db
def test_every_alarm_asks_for_a_figure_that_is_told_and_is_explained() -> None:
    text = (ROOT / "deploy/prometheus/alarms.yml").read_text("utf-8")
    told = {family.name for family in [*OWN.collect(), *State().collect()]}
    told |= {"kkg_requests_total", "kkg_request_seconds_bucket", "kkg_duty_oldest_days", "kkg_backup_age_seconds"}
    assert set(re.findall(r"\bkkg_\w+", text)) - told == set()
    alarms = {rule["alert"] for rule in yaml.safe_load(text)["groups"][0]["rules"]}
    explained = set(re.findall(r"^\| `(\w+)` \|", (ROOT / "docs/pengelola.md").read_text("utf-8"), re.M))
    assert alarms == explained


@pytest.mark.parametrize("path", sorted((ROOT / "bench/drills").glob("*.py")), ids=lambda path: path.name)
def test_a_drill_can_be_read_and_says_what_it_shows(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))
