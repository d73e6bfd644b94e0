"""A full disk: `python -m bench.drills.full [files|data|wal …]`, as root, who may mount a small tmpfs.

What lies on the small disk: the folder of files, the data of PostgreSQL, or its pg_wal (archiving fails).
A person types in a real browser, meets the full disk, and sends the same words again once there is room.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from playwright.sync_api import expect

from bench.drills.phones import Load, Phone, audit
from bench.drills.rig import PORT, Site, site
from bench.drills.typist import WORDS, browser, press, send_again, type_material

MOST_WRITES = 600
TOLD = re.compile("^(Server sedang bermasalah, jadi berkasnya belum|Server sedang tidak (bisa|menjawab))")
SAID = ("Server sedang tidak bisa menyimpan", "Server sedang tidak menjawab")
FILLER = "pengisi"


def main() -> None:
    """Each disk in turn; a line of what was met for each."""
    if not _may_mount():
        print("NO MOUNT HERE, the drill did not run: it needs root and a system that lets it mount a tmpfs.")
        return
    for name in sys.argv[1:] or CASES:
        print(f"\n== {name} is full ==", flush=True)
        CASES[name]()


def _files() -> None:
    with _small_disk(4) as disk, site("penuh", media=disk / "media") as place:
        _try(place, lambda: _fill(disk), lambda: _free(disk), has_file=True)


def _data() -> None:
    """The WAL lies elsewhere, so that it is the tables that find no room."""
    with _small_disk(150) as disk, site("penuh", data=disk / "pg") as place:
        place.cluster.stop()
        _move_wal(disk / "pg", place.folder / "wal")
        place.cluster.start()
        _try(place, lambda: _fill(disk), lambda: _free(disk))


def _wal() -> None:
    """Archiving fails, so that no segment is ever let go."""
    with _small_disk(100) as disk, site("penuh") as place:
        place.cluster.stop()
        _move_wal(place.cluster.folder, disk / "wal")
        place.cluster.configure(archive_mode="on", archive_command="false", wal_level="replica")
        place.cluster.start()
        grown = ["mount", "-o", "remount,size=400m", str(disk)]
        _try(place, lambda: None, lambda: subprocess.run(grown, check=True), after_each="SELECT pg_switch_wal()")


CASES: dict[str, Callable[[], None]] = {"files": _files, "data": _data, "wal": _wal}


def _try(
    place: Site, fill: Callable[[], object], free: Callable[[], object], *, after_each: str = "", has_file: bool = False
) -> None:
    place.serve()
    load, phone = Load([]), Phone("aminah-01").log_in()
    with browser(f"http://127.0.0.1:{PORT}") as page:
        type_material(page, size=30_000 if has_file else 0)
        fill()
        _write_until_refused(place, phone, load, after_each)
        press(page)
        told = page.locator("form .saved, h1").filter(has_text=TOLD)
        expect(told).to_be_visible(timeout=30_000)
        print(f"the browser is shown: {told.inner_text()}; /sehat/ answers {place.health()}")
        free()
        began = time.monotonic()
        if not place.cluster.answers():
            print("PostgreSQL is down; started again, as its unit does: ", end="")
            print(f"{place.cluster.start():.1f} s")
        _expect(place, phone, load)
        print(f"{time.monotonic() - began:.1f} s after there was room, a write was acknowledged")
        send_again(page, has_file=has_file)
    _count(place, load)


def _write_until_refused(place: Site, phone: Phone, load: Load, after_each: str) -> None:
    for _ in range(MOST_WRITES):
        answer = _share(phone, load)
        if answer != 302:
            break
        if after_each:
            _quietly(place, after_each)
    else:
        raise SystemExit(f"{MOST_WRITES} writes and the disk is not full")
    refused = [answer] + [_share(phone, load) for _ in range(9)]
    print(f"written before: {len(load.acknowledged)}; then ten writes were answered {sorted(set(refused))}")
    if set(refused) - {503}:
        raise SystemExit("an answer other than 503")


def _share(phone: Phone, load: Load, size: int = 20_000) -> int:
    token = str(uuid4())
    content = b"%PDF-1.4\n%" + os.urandom(size).hex().encode() + b"\n%%EOF\n"
    answer = phone.share(token, content)
    load.answers[answer.status] += 1
    if answer.status == 302:
        load.acknowledged[token] = sha256(content).hexdigest()
    else:
        load.open.add(token)
        if answer.status == 503 and not any(words in answer.text for words in SAID):
            raise SystemExit("a 503 without its sentence")
    return answer.status


def _expect(place: Site, phone: Phone, load: Load) -> None:
    deadline = time.monotonic() + 60
    while _share(phone, load) != 302:
        if time.monotonic() > deadline:
            raise SystemExit(f"it does not go on: /sehat/ answers {place.health()}")
        time.sleep(0.3)


def _quietly(place: Site, statement: str) -> None:
    try:
        place.cluster.ask(statement)
    except Exception as fault:
        print(f"PostgreSQL says: {str(fault).splitlines()[0]}")


def _count(place: Site, load: Load) -> None:
    """Nothing half saved: what was refused left neither a row nor half of one."""
    audit(place, load)
    ((typed,),) = place.cluster.ask("SELECT count(*) FROM kkg_material WHERE title = %s", WORDS)
    refused = [f"Latihan {token}" for token in load.open]
    ((left,),) = place.cluster.ask("SELECT count(*) FROM kkg_material WHERE title = ANY(%s)", refused)
    ((loose,),) = place.cluster.ask(
        "SELECT count(*) FROM core_storedfile f WHERE original_name = 'a.pdf' "
        "AND NOT EXISTS (SELECT 1 FROM kkg_material m WHERE m.file_id = f.id)"
    )
    print(f"of the refused: rows {left}, rows of files without an owner {loose}; what the person typed: {typed} row")
    if left or loose or typed != 1:
        raise SystemExit("something was half saved, or lost")


# -- The small disk ----------------------------------------------------------------------------------------


@contextmanager
def _small_disk(megabytes: int) -> Iterator[Path]:
    disk = Path(tempfile.mkdtemp(prefix="kkg-cakram-", dir="/tmp"))
    try:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(disk)], check=True)
        disk.chmod(0o755)
        try:
            yield disk
        finally:
            subprocess.run(["umount", "--lazy", str(disk)], check=True)
    finally:
        disk.rmdir()


def _may_mount() -> bool:
    if os.geteuid() != 0:
        return False
    try:
        with _small_disk(1):
            return True
    except subprocess.CalledProcessError:
        return False


def _fill(disk: Path) -> None:
    with open(disk / FILLER, "wb", buffering=0) as file:
        for size in (1 << 20, 4096):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                continue


def _free(disk: Path) -> None:
    (disk / FILLER).unlink()


def _move_wal(data: Path, to: Path) -> None:
    shutil.copytree(data / "pg_wal", to)
    to.chmod(0o700)
    shutil.rmtree(data / "pg_wal")
    (data / "pg_wal").symlink_to(to)


if __name__ == "__main__":
    main()
