"""What lies in deploy/ is what docs/pasang.md shows, and names only what is there. The drills in it run by hand."""

import ast
import re
from pathlib import Path

import pytest
import yaml
from django.template.loader import render_to_string

from config.metrics import OWN, State
from core.uploads import MOST_SENT

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/pasang.md").read_text("utf-8")
SHOWN = [
    "systemd/kkg.service",
    "systemd/kkg-postgres.service",
    "systemd/kkg-backup.service",
    "systemd/kkg-backup.timer",
    "systemd/rahasia.conf",
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


def test_containers_write_only_where_a_folder_of_theirs_is_kept() -> None:
    """Each folder that the application writes to is a volume, or goes with the container; all else is closed."""
    compose = yaml.safe_load((ROOT / "deploy/compose.yaml").read_text())
    made = re.search(r"install -d -o kkg -g kkg -m 700 (.+)$", (ROOT / "deploy/Dockerfile").read_text(), re.M)
    folders = {str(Path("/srv/kkg/app") / name) for name in made[1].split()}
    for name in ("setup", "pages", "jobs"):
        service = compose["services"][name]
        kept = {one["target"] if isinstance(one, dict) else one.split(":")[1] for one in service["volumes"]}
        passing = {place.split(":")[0] for place in service["tmpfs"]} - {"/tmp"}  # noqa: S108 - of the container
        assert service["read_only"]
        assert kept | passing | {"/srv/kkg/static"} == folders  # collected in the image
        told = service["environment"]
        assert kept == {told["MEDIA_ROOT"], told["BACKUP_ROOT"]}


def test_secrets_reach_the_containers_as_files_and_the_database_nobody_but_the_application() -> None:
    compose = yaml.safe_load((ROOT / "deploy/compose.yaml").read_text())
    services = compose["services"]
    for name in ("setup", "pages", "jobs"):
        assert set(services[name]["secrets"]) == compose["secrets"].keys()
        assert not compose["secrets"].keys() & services[name]["environment"].keys()
        assert services[name]["environment"]["DATABASE_TRUSTED_HOSTS"] == "database"
    (alone,) = services["database"]["networks"]
    assert compose["networks"][alone]["internal"]
    there = {name for name in services if alone in services[name].get("networks", ())}
    assert there == {"database", "setup", "pages", "jobs"}


def test_a_database_that_is_still_being_made_is_not_called_ready() -> None:
    """Its image answers on the socket meanwhile, and on a slow disk for minutes."""
    asked = yaml.safe_load((ROOT / "deploy/compose.yaml").read_text())["services"]["database"]["healthcheck"]
    assert asked["test"][-4:-2] == ["-h", "127.0.0.1"] and asked["start_period"] == "120s"


PAGES = sorted((ROOT / "deploy/pages").glob("*.html"))
PROXIES = ("nginx.conf", "Caddyfile")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_of_the_proxies_says_what_the_application_would(path: Path) -> None:
    """Where it does not: write render_to_string(its name) into the file. It stands alone, for nobody serves more."""
    text = path.read_text("utf-8")
    assert text == render_to_string(path.name)
    assert set(re.findall(r'(?:src|href)="([^"]*)"', text)) == {"/"}


@pytest.mark.parametrize("name", PROXIES)
def test_each_page_is_shown_by_each_proxy_from_where_it_is_copied_to(name: str) -> None:
    text = (ROOT / "deploy" / name).read_text("utf-8")
    assert set(re.findall(r"/(\w+\.html)", text)) == {path.name for path in PAGES}
    (folder,) = set(re.findall(r"\broot (?:\* )?([^\s;]+)", text))
    assert f"--target-directory={folder} /srv/kkg/app/deploy/pages/*.html\n" in PAGE


def test_haproxy_shows_the_page_whatever_keeps_the_application_from_answering() -> None:
    text = (ROOT / "deploy/haproxy.cfg").read_text("utf-8")
    assert re.findall(r"http-error status (\d+) .* file /var/www/kkg/503_away.html", text) == ["502", "503", "504"]


@pytest.mark.parametrize("name", PROXIES)
def test_a_proxy_lets_through_as_much_as_the_application_takes(name: str) -> None:
    text = (ROOT / "deploy" / name).read_text("utf-8")
    (most,) = re.findall(r"(?:max_size|client_max_body_size) (\d+)(?:MiB|m;)", text)
    assert int(most) * 1024 * 1024 == MOST_SENT


def test_no_proxy_writes_down_the_address_of_a_personal_link() -> None:
    servers = (ROOT / "deploy/nginx.conf").read_text("utf-8").split("server {")[1:]
    assert all("access_log off;" in server for server in servers)
    assert all(re.search(r"return 301|error_log \S+ alert;", server) for server in servers)
    caddy = (ROOT / "deploy/Caddyfile").read_text("utf-8")
    assert re.findall(r"request>(\w+) delete", caddy) == ["uri", "headers"]


def test_the_proxy_of_the_containers_is_the_same_sample() -> None:
    compose = yaml.safe_load((ROOT / "deploy/compose.yaml").read_text())
    here = compose["configs"]["caddy"]["content"].replace("${ALLOWED_HOSTS:?isi di .env}", "kkg.example")
    assert here.replace("pages:8000", "127.0.0.1:8000") == (ROOT / "deploy/Caddyfile").read_text("utf-8")
    assert "./pages:/var/www/kkg:ro" in compose["services"]["proxy"]["volumes"]


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
