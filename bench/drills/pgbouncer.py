"""The whole application through PgBouncer in transaction mode: `python -m bench.drills.pgbouncer` (apt: pgbouncer).

Few sessions for many threads, handed round in turn, so that no two transactions of a page need meet the same one. The
crawl goes directly first, then through it, and must find the same; then the tests that write on real connections.
"""

import os
import re
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.drills.browser import Browser
from bench.drills.crawl import crawl, faults
from bench.drills.machines import FIRST_PORT, Server, Stage, ask, is_listening, say, stage, until
from tools.project import ROOT

APP, POOL, DATABASE = FIRST_PORT, FIRST_PORT + 1, FIRST_PORT + 2
SESSIONS = 3
SUITE = "tests/core/test_leases.py tests/core/test_twice.py tests/core/test_jobs.py tests/house/test_races.py"
SUITE += " tests/madrasah/imports/test_killed.py tests/core/test_brakes.py"


def main() -> None:
    """Prints what it sees; ends with 1 at the first thing that is not as it should be."""
    with stage("pgbouncer") as place:
        server = place.server("pg", DATABASE)
        server.create()
        say("filled directly: migrate, reference, instruments, samples")
        place.fill(server.url())
        before = _crawled(place, server.url(), sends=False)
        _pooler(place, server)
        pooled = server.url(port=POOL)
        say(f"pooler: {SESSIONS} sessions, in turn, for 2 x 4 threads and a worker")
        after = _crawled(place, pooled, sends=False)
        _compare(before, after)
        _crawled(place, pooled, sends=True)
        _press_twice(place, server, pooled)
        _who_wrote(server)
        place.manage(pooled, "migrate", "--check", DATABASE_POOLED="1")
        _suite(place, server, pooled)
        used = ask(server.url("pgbouncer", "pgbouncer", POOL), "SHOW STATS_TOTALS")
        say(f"transactions through the pooler: {sum(int(row[1]) for row in used):,}")


def _pooler(place: Stage, server: Server) -> None:
    sample = Path(ROOT, "deploy/pgbouncer.ini").read_text()
    query = re.search(r"connect_query='.*'", sample)
    if query is None:
        raise SystemExit("deploy/pgbouncer.ini has no connect_query")
    (place.folder / "pgbouncer.ini").write_text(f"""
[databases]
app = host=127.0.0.1 port={DATABASE} dbname=app {query[0]}
* = host=127.0.0.1 port={DATABASE}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {POOL}
unix_socket_dir =
auth_type = trust
auth_file = {place.folder}/users.txt
admin_users = pgbouncer
pool_mode = transaction
default_pool_size = {SESSIONS}
server_round_robin = 1
server_idle_timeout = 2
max_client_conn = 200
""")
    (place.folder / "users.txt").write_text('"app" ""\n"postgres" ""\n"pgbouncer" ""\n')
    account = server.account
    place.program(
        "pgbouncer",
        place.folder / "pgbouncer.ini",
        user=account.uid if account.becomes else "nobody" if os.geteuid() == 0 else None,
    )
    until(lambda: is_listening(POOL), 10, "pgbouncer")


def _crawled(place: Stage, url: str, *, sends: bool) -> dict[str, Counter[str]]:
    app = place.app(APP, url, DATABASE_POOLED="1" if f":{POOL}/" in url else "0")
    begun = time.monotonic()
    told = crawl(APP, sends=sends)
    app.terminate()
    app.wait(40)
    lines = sum(lines.total() for lines in told.values())
    way = "through the pooler" if f":{POOL}/" in url else "directly"
    say(f"{lines} requests {way}{', forms too' if sends else ''}: {time.monotonic() - begun:.0f} s")
    if wrong := faults(told):
        raise SystemExit("\n".join(wrong) + place.words_of("python")[-3000:])
    return told


def _compare(before: dict[str, Counter[str]], after: dict[str, Counter[str]]) -> None:
    kinds = {name: set(lines) for name, lines in before.items()}
    if other := {name: set(lines) ^ kinds[name] for name, lines in after.items() if set(lines) != kinds[name]}:
        raise SystemExit(f"not the same pages: {other}")
    say(f"the same {sum(map(len, kinds.values()))} kinds of pages and answers both ways")


def _press_twice(place: Stage, server: Server, url: str) -> None:
    """Twenty names, each form pressed three times at once by the same browser."""
    app = place.app(APP, url, DATABASE_POOLED="1")
    browser = Browser(APP).log_in("jafar-01")
    browser.get("/madrasah/")
    ((region,),) = ask(server.url(), "SELECT region_id FROM madrasah_madrasah ORDER BY id LIMIT 1")
    for number in range(20):
        words = {"name": f"MI Kolam {number}", "region": region, "status": "swasta"}
        with ThreadPoolExecutor(3) as pool:
            answers = list(
                pool.map(lambda _: Browser(APP, browser.cookies).post("/madrasah/baru/", words).status, range(3))  # noqa: B023
            )
        if answers != [302, 302, 302]:
            raise SystemExit(f"three equal presses: {answers}")
    ((made,),) = ask(server.url(), "SELECT count(*) FROM madrasah_madrasah WHERE name LIKE 'MI Kolam %'")
    app.terminate()
    app.wait(40)
    say(f"20 forms pressed three times at once made {made} rows")
    if made != 20:
        raise SystemExit(1)


def _who_wrote(server: Server) -> None:
    """History names who was logged in, although sessions were shared."""
    rows = ask(
        server.url(),
        """SELECT count(*), count(DISTINCT c.metadata->>'user') FROM madrasah_madrasahevent e
        JOIN pghistory_context c ON c.id = e.pgh_context_id WHERE e.name LIKE 'MI Kolam %'""",
    )
    say(f"history of those rows: {rows[0][0]} lines by {rows[0][1]} account")
    if rows[0][1] != 1:
        raise SystemExit(1)


def _suite(place: Stage, server: Server, pooled: str) -> None:
    """Tests on real connections. Databases are made past the pooler, as `make setup` does."""
    command = [sys.executable, "-m", "pytest", "-n", "1", "--reuse-db", *SUITE.split()]
    environment = place.environment(pooled, DATABASE_POOLED="1")
    make = "from tests.databases import migrated_template; migrated_template()"
    subprocess.run([sys.executable, "-c", make], cwd=ROOT, env=place.environment(server.url()), check=True)
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    say(f"suite through the pooler: {done.stdout.strip().splitlines()[-1].strip(' =')}")
    if done.returncode:
        raise SystemExit(done.stdout[-6000:])


if __name__ == "__main__":
    main()
