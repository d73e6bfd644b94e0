"""The leader dies under write load: `python -m bench.drills.failover` (apt: patroni etcd-server haproxy, postgresql).

Three machines, each an etcd and a PostgreSQL under Patroni, and HAProxy, set up from deploy/patroni.yml and
deploy/haproxy.cfg with the addresses of loopback. People save forms in the application, and bare rows are inserted
beside them; each that was acknowledged is looked for afterwards, and the longest pause between two acknowledgements is
told.
"""

import json
import os
import pwd
import re
import signal
import subprocess
import threading
import time
import urllib.request
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import psycopg2
import yaml

from bench.drills.browser import Browser
from bench.drills.machines import FIRST_PORT, Stage, ask, say, stage, until
from tools.project import ROOT

APP, WRITES = FIRST_PORT, FIRST_PORT + 1


class Ports(NamedTuple):
    """Of one machine: PostgreSQL, Patroni's answers, etcd for its clients and for the other two."""

    database: int
    asked: int
    etcd: int
    peer: int


NODES = {f"pg{number}": Ports(*(FIRST_PORT + start + number for start in (1, 4, 7, 10))) for number in (1, 2, 3)}
BINARIES = next(
    iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), Path("/usr/lib/postgresql/15/bin")
)
URL = f"postgresql://app@127.0.0.1:{WRITES}/app"
SECONDS_BEFORE, SECONDS_AFTER = 10, 15


class Writer(threading.Thread):
    """Writes one thing after another until it is told to stop; keeps what was acknowledged, and when."""

    def __init__(self, name: str) -> None:
        super().__init__(name=name, daemon=True)
        self.told: list[tuple[float, str]] = []
        self.refused: dict[str, int] = {}
        self.is_wanted = True

    def run(self) -> None:
        number = 0
        while self.is_wanted:
            number += 1
            word = f"MI Beban {self.name} {number}"
            try:
                answer = self.write(word)
            except Exception as fault:
                answer = type(fault).__name__
            if answer == "":
                self.told.append((time.monotonic(), word))
            else:
                self.refused[answer] = self.refused.get(answer, 0) + 1
                time.sleep(0.1)

    def write(self, word: str) -> str:
        """Empty when it was acknowledged, else why not."""
        raise NotImplementedError


class Rows(Writer):
    """Bare rows through HAProxy, on a connection that is opened anew when it breaks."""

    connection: Any = None

    def write(self, word: str) -> str:
        try:
            if self.connection is None:
                self.connection = psycopg2.connect(URL, connect_timeout=2)
                self.connection.autocommit = True
            with self.connection.cursor() as cursor:
                cursor.execute("INSERT INTO drill VALUES (%s)", [word])
        except psycopg2.Error:
            self.connection = None
            raise
        time.sleep(0.01)
        return ""


class Person(Writer):
    """An operator who registers one madrasah after another."""

    def __init__(self, name: str, region: str) -> None:
        super().__init__(name)
        self.region, self.browser = region, Browser(APP).log_in("jafar-01")
        self.browser.get("/madrasah/baru/")

    def write(self, word: str) -> str:
        words = {"name": word, "region": self.region, "status": "swasta", "is_another": "on"}
        answer = self.browser.post("/madrasah/baru/", words)
        is_saved = answer.status == 302 and "masuk" not in answer.headers.get("location", "")
        return "" if is_saved else str(answer.status)


class Cluster:
    """Three nodes, each an etcd and a Patroni with its PostgreSQL."""

    def __init__(self, place: Stage) -> None:
        self.place, self.account = place, pwd.getpwnam("postgres")
        self.etcd: dict[str, subprocess.Popen[bytes]] = {}
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def _program(self, *command: object) -> "subprocess.Popen[bytes]":
        self.place.folder.chmod(0o777)
        return self.place.program(*command, user=self.account.pw_uid, group=self.account.pw_gid, extra_groups=[])

    def start(self, name: str) -> None:
        """All of one machine; its etcd finds what it kept, if it was there before."""
        here, peer = (f"http://127.0.0.1:{port}" for port in (NODES[name].etcd, NODES[name].peer))
        peers = ",".join(f"{other}=http://127.0.0.1:{ports.peer}" for other, ports in NODES.items())
        self.etcd[name] = self._program(
            "etcd", "--name", name, "--data-dir", self.place.folder / f"{name}.etcd", "--initial-cluster", peers,
            "--listen-client-urls", here, "--advertise-client-urls", here,
            "--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer,
        )  # fmt: skip
        self._start_database(name)

    def _start_database(self, name: str) -> None:
        """The sample, with the addresses of loopback and without passwords."""
        port, asked = NODES[name].database, NODES[name].asked
        told = yaml.safe_load((ROOT / "deploy/patroni.yml").read_text())
        told["name"] = name
        told["restapi"] = {"listen": f"127.0.0.1:{asked}", "connect_address": f"127.0.0.1:{asked}"}
        told["etcd3"] = {"hosts": ",".join(f"127.0.0.1:{ports.etcd}" for ports in NODES.values())}
        told["bootstrap"]["initdb"] = [{"encoding": "UTF8"}, {"locale": "C.UTF-8"}, "data-checksums"]
        told["postgresql"] |= {
            "listen": f"127.0.0.1:{port}",
            "connect_address": f"127.0.0.1:{port}",
            "data_dir": str(self.place.folder / name),
            "bin_dir": str(BINARIES),
            "pgpass": str(self.place.folder / f"{name}.pgpass"),
            "parameters": {"unix_socket_directories": str(self.place.folder)},
            "pg_hba": [
                "local all all trust",
                "host all all 127.0.0.1/32 trust",
                "host replication all 127.0.0.1/32 trust",
            ],
            "authentication": {"superuser": {"username": "postgres"}, "replication": {"username": "replicator"}},
        }
        path = self.place.folder / f"{name}.yml"
        path.write_text(yaml.safe_dump(told))
        self.running[name] = self._program("/usr/bin/patroni", path)

    def members(self) -> dict[str, str]:
        """The part that each node plays, as the first that answers tells it."""
        for ports in NODES.values():
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{ports.asked}/cluster", timeout=2) as answer:
                    return {one["name"]: f"{one['role']} {one['state']}" for one in json.load(answer)["members"]}
            except OSError:
                continue
        return {}

    def leader(self) -> str:
        """Its name; empty while there is none."""
        return next((name for name, part in self.members().items() if part.startswith("leader running")), "")

    def is_whole(self) -> bool:
        """A leader, a standby that is waited for, and one more; all stream."""
        parts = sorted(part.split()[0] for part in self.members().values() if part.endswith(("running", "streaming")))
        return parts == ["leader", "replica", "sync_standby"]

    def kill(self, name: str) -> None:
        """As a machine that loses its power: etcd, Patroni, PostgreSQL and all its processes at once."""
        postmaster = int((self.place.folder / name / "postmaster.pid").read_text().split()[0])
        programs = self.etcd[name].pid, self.running[name].pid
        below = [int(pid) for pid in os.listdir("/proc") if pid.isdecimal() and _parent(pid) == postmaster]
        for pid in (*programs, postmaster, *below):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue

    def hand_over(self, leader: str) -> None:
        """A planned change of leader."""
        ask_for = urllib.request.Request(
            f"http://127.0.0.1:{NODES[leader].asked}/switchover", json.dumps({"leader": leader}).encode(), method="POST"
        )
        with urllib.request.urlopen(ask_for, timeout=60) as answer:  # noqa: S310
            say(f"     {answer.read().decode()}")


def _parent(pid: str) -> int:
    try:
        return int(Path("/proc", pid, "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def main() -> None:
    """Prints what it sees; ends with 1 when an acknowledged write is missing."""
    with stage("failover") as place:
        cluster = Cluster(place)
        for name in NODES:
            cluster.start(name)
        _proxy(place)
        until(cluster.is_whole, 120, f"the cluster: {cluster.members()}")
        say(f"a cluster of three, synchronous: {cluster.members()}")
        keeper = f"postgresql://postgres@127.0.0.1:{WRITES}/postgres"
        until(lambda: _answers(keeper), 30, "HAProxy")
        for statement in ("CREATE ROLE app LOGIN CREATEDB", "CREATE DATABASE app OWNER app"):
            ask(keeper, statement)
        place.fill(URL)
        ask(URL, "CREATE TABLE drill (word text)")
        place.app(APP, URL)
        ((region,),) = ask(URL, "SELECT region_id FROM madrasah_madrasah ORDER BY id LIMIT 1")
        _under_load(cluster, str(region), "killed", cluster.kill)
        for name in [name for name, one in cluster.running.items() if one.poll() is not None]:
            cluster.start(name)
            until(cluster.is_whole, 120, "the killed node's return")
            say(f"     {name}, started again, follows the new leader: {cluster.members()}")
        _under_load(cluster, str(region), "handed over", cluster.hand_over)


def _proxy(place: Stage) -> None:
    """The door for writes of deploy/haproxy.cfg."""
    sample = (ROOT / "deploy/haproxy.cfg").read_text()
    defaults = re.search(r"^defaults\n(?:    .*\n)+", sample, re.M)
    writes = re.search(r"^listen writes\n(?:    .*\n)+", sample, re.M)
    if defaults is None or writes is None:
        raise SystemExit("deploy/haproxy.cfg has no defaults or no door for writes")
    kept = re.sub(r"^    server .*\n", "", writes[0], flags=re.M).replace("127.0.0.1:5000", f"127.0.0.1:{WRITES}")
    servers = [f"    server {name} 127.0.0.1:{at.database} check port {at.asked}\n" for name, at in NODES.items()]
    path = place.folder / "haproxy.cfg"
    path.write_text(f"{defaults[0]}\n{kept}{''.join(servers)}")
    place.program("haproxy", "-db", "-f", path)


def _answers(url: str) -> bool:
    try:
        return bool(ask(url, "SELECT 1"))
    except psycopg2.Error:
        return False


def _under_load(cluster: Cluster, region: str, what: str, does: Any) -> None:
    rows = [Rows(f"{what} baris {number}") for number in (1, 2)]
    people = [Person(f"{what} orang {number}", region) for number in (1, 2)]
    for writer in (*rows, *people):
        writer.start()
    time.sleep(SECONDS_BEFORE)
    leader, moment = cluster.leader(), time.monotonic()
    say(f"{what}: {leader}, under the writes of two people and two loops")
    does(leader)
    until(lambda: cluster.leader() not in ("", leader), 90, "a new leader")
    until(lambda: all(any(at > moment + 1 for at, _ in one.told[-1:]) for one in (*rows, *people)), 90, "writes")
    time.sleep(SECONDS_AFTER)
    for writer in (*rows, *people):
        writer.is_wanted = False
    for writer in (*rows, *people):
        writer.join(60)
    _judge(rows, "SELECT word FROM drill", "bare rows")
    _judge(people, "SELECT name FROM madrasah_madrasah", "saved forms")
    say(f"     leader now: {cluster.leader()}")


def _judge(writers: list[Any], question: str, what: str) -> None:
    there = {word for (word,) in ask(URL, question)}
    told = sorted(pair for writer in writers for pair in writer.told)
    lost = [word for _, word in told if word not in there]
    pause = max(later[0] - earlier[0] for earlier, later in pairwise(told))
    refused: dict[str, int] = {}
    for writer in writers:
        for answer, number in writer.refused.items():
            refused[answer] = refused.get(answer, 0) + number
    say(f"     {what}: {len(told):,} acknowledged, {len(lost)} lost, longest pause {pause:.1f} s, refused {refused}")
    if lost or "500" in refused:
        raise SystemExit(f"lost: {lost[:5]}, refused: {refused}")


if __name__ == "__main__":
    main()
