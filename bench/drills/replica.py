"""Reports from a real hot standby: `python -m bench.drills.replica` (needs only what `make run` installs).

Tries what config/replica.py promises: reports read the copy, who wrote reads the own words at once although the copy
stands still, a copy that lags or dies is passed over without an error, and one that comes back is used again.
"""

import io
import time
import zipfile
from collections.abc import Callable

from bench.drills.browser import Browser
from bench.drills.crawl import crawl, faults
from bench.drills.machines import FIRST_PORT, Server, ask, say, stage, until

APP, PRIMARY, COPY = FIRST_PORT, FIRST_PORT + 1, FIRST_PORT + 2
LAG = 5
TAKES = 8  # more than there are processes to answer


def main() -> None:
    """Prints what it sees; ends with 1 at the first thing that is not as it should be."""
    with stage("replica") as place:
        primary, copy = place.server("primary", PRIMARY), place.server("copy", COPY)
        primary.create()
        place.fill(primary.url())
        copy.copy_of(primary)
        until(lambda: _streams(primary), 30, "streaming")
        say("a hot standby streams from the primary")
        place.app(APP, primary.url(), DATABASE_REPLICA_URL=copy.url(), REPLICA_LAG_SECONDS=str(LAG))
        usual = _reports_read_the_copy(copy)
        _own_words_at_once(primary, copy)
        _too_far_behind(primary, copy)
        _killed(copy, usual)
        _crawled()


def _streams(primary: Server) -> bool:
    return ask(primary.url("postgres", "postgres"), "SELECT count(*) FROM pg_stat_replication")[0][0] == 1


def _reads(copy: Server) -> int:
    """Rows that the copy has handed out. Its counts are told with a moment's delay."""
    time.sleep(1.5)
    return int(ask(copy.url(), "SELECT tup_returned FROM pg_stat_database WHERE datname = 'app'")[0][0])


def _reading(copy: Server, does: Callable[[], object]) -> int:
    before = _reads(copy)
    does()
    idle = _reads(copy)
    return idle - before


def _expect(is_so: bool, what: str) -> None:
    say(f"{'ok  ' if is_so else 'NOT '} {what}")
    if not is_so:
        raise SystemExit(1)


def _reports_read_the_copy(copy: Server) -> int:
    """The rows that ten reports read of it; a connection that a thread opens for itself reads a thousand as well."""
    browser = Browser(APP).log_in("daeng-01")
    browser.cookies.pop("tertulis", None)
    nothing = _reading(copy, lambda: None)
    pages = _reading(copy, lambda: [browser.get("/guru/") for _ in range(10)])
    reports = _reading(copy, lambda: [browser.get("/supervisi/rekap/") for _ in range(10)])
    _expect(reports > nothing * 5, f"ten reports read {reports:,} rows of the copy (idle: {nothing})")
    _expect(pages < reports / 5, f"ten lists read {pages:,}")
    return reports


def _register(browser: Browser) -> str:
    """The words of the register of madrasah, a report that this browser's account may take."""
    with zipfile.ZipFile(io.BytesIO(browser.get("/madrasah/daftar/emis.xlsx").body)) as book:
        return "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))


def _own_words_at_once(primary: Server, copy: Server) -> None:
    """The copy is held still: whoever wrote sees it in a report too, and reads the copy once that has come as far."""
    writer = Browser(APP).log_in("jafar-01")
    words = {"name": "MI Baru Saja", "region": _region(copy), "status": "swasta"}
    _pause(copy)
    writer.get("/madrasah/baru/")
    made = writer.post("/madrasah/baru/", words)
    _expect(made.status == 302, "the primary takes a write while the copy stands still")
    _expect("tertulis" in writer.cookies, "who wrote carries a mark")
    _expect(all("MI Baru Saja" in _register(writer) for _ in range(TAKES)), "and sees it at once in a report")
    _resume(copy)
    until(lambda: ask(copy.url(), "SELECT count(*) FROM madrasah_madrasah WHERE name = 'MI Baru Saja'")[0][0], 30)
    for _ in range(TAKES):  # each process has to see for itself how far the copy is
        _register(writer)
    _pause(copy)
    ask(primary.url(), "UPDATE madrasah_madrasah SET name = 'MI Baru Lagi' WHERE name = 'MI Baru Saja'")
    taken = [_register(writer) for _ in range(TAKES)]
    _expect(all("MI Baru Saja" in each for each in taken), "once the copy has come as far, the writer reads it again")
    _resume(copy)


def _region(copy: Server) -> str:
    return str(ask(copy.url(), "SELECT region_id FROM madrasah_madrasah ORDER BY id LIMIT 1")[0][0])


def _too_far_behind(primary: Server, copy: Server) -> None:
    """Held still for longer than it may lag, the copy answers nobody, whoever wrote."""
    reader = Browser(APP).log_in("jafar-01")
    reader.cookies.pop("tertulis", None)
    _pause(copy)
    ask(primary.url(), "UPDATE madrasah_madrasah SET name = 'MI Baru Sekali' WHERE name = 'MI Baru Lagi'")
    for _ in range(LAG * 2 + 4):
        _register(reader)
        time.sleep(0.5)
    taken = [_register(reader) for _ in range(TAKES)]
    _expect(all("MI Baru Sekali" in each for each in taken), f"more than {LAG} s behind, it answers nobody")
    _resume(copy)


def _pause(copy: Server) -> None:
    ask(copy.url("postgres", "postgres"), "SELECT pg_wal_replay_pause()")


def _resume(copy: Server) -> None:
    ask(copy.url("postgres", "postgres"), "SELECT pg_wal_replay_resume()")


def _killed(copy: Server, usual: int) -> None:
    reader = Browser(APP).log_in("daeng-01")
    reader.cookies.pop("tertulis", None)
    reader.get("/supervisi/rekap/")
    copy.kill()
    slowest, statuses = 0.0, set()
    for _ in range(20):
        begun = time.monotonic()
        statuses.add(reader.get("/supervisi/rekap/").status)
        slowest = max(slowest, time.monotonic() - begun)
    _expect(statuses == {200}, f"copy killed with -9: 20 reports, all answered, slowest {slowest:.1f} s")
    time.sleep(1)
    copy.start()
    time.sleep(12)
    read = _reading(copy, lambda: [reader.get("/supervisi/rekap/") for _ in range(5)])
    _expect(read > usual / 4, f"started again, it is read again ({read:,} rows)")


def _crawled() -> None:
    told = crawl(APP, sends=True, most=60)
    wrong = faults(told)
    lines = sum(one.total() for one in told.values())
    _expect(not wrong, f"{lines} pages and forms of five people with the copy: no 5xx {wrong}")


if __name__ == "__main__":
    main()
