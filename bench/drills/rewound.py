"""Back to a second: `python -m bench.drills.rewound`. Base backup and archived WAL, harm done, every row compared.

What docs/pasang.md tells an office to type is done here with the same settings, on a site of its own.
"""

import shutil
import time
from pathlib import Path

from bench.drills.phones import Load, Phone
from bench.drills.rig import Cluster, Site, site

SECONDS_OF_WRITES = 5
HARM = "TRUNCATE kkg_material CASCADE; DELETE FROM competency_note; UPDATE madrasah_person SET name = 'Rusak'"
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"


def main() -> None:
    """Print what stood at the second, after the harm, and after the way back."""
    with site("balik") as place:
        archive, base = place.folder / "arsip", place.folder / "dasar"
        archive.mkdir()
        place.cluster.account.give(archive)
        copying = f"test ! -f {archive}/%f && cp %p {archive}/%f.setengah && mv {archive}/%f.setengah {archive}/%f"
        place.cluster.configure(archive_mode="on", archive_command=copying, archive_timeout="300")
        place.cluster.stop()
        place.cluster.start()
        began = time.monotonic()
        _base_backup(place.cluster, base)
        size = sum(path.stat().st_size for path in base.rglob("*") if path.is_file()) >> 20
        print(f"base backup: {size} MB in {time.monotonic() - began:.1f} s")
        moment, right = _written(place)
        place.cluster.ask(HARM)
        print(f"harmed tables: {len(_differing(right, _rows(place.cluster)))}")
        _archive_the_rest(place.cluster, archive)
        began = time.monotonic()
        restored = _recovered(place, base, archive, moment)
        found = _rows(restored)
        restored.stop()
        differing = _differing(right, found)
        print(f"recovered to {moment} in {time.monotonic() - began:.1f} s")
        print(f"compared: {len(found)} tables, {sum(map(len, found.values()))} rows; different: {differing or 'none'}")
        if differing:
            raise SystemExit("it is not as it was")


def _written(place: Site) -> tuple[str, dict[str, list[object]]]:
    """People write for a while; the second after which the harm comes, and every row as it stood then."""
    place.serve()
    load = Load([Phone(name).log_in() for name in ("aminah-01", "gita-01")]).start()
    time.sleep(SECONDS_OF_WRITES)
    load.stop()
    time.sleep(1.1)
    ((moment,),) = place.cluster.ask("SELECT date_trunc('second', clock_timestamp())::text")
    time.sleep(1.1)
    print(f"acknowledged writes since the base backup: {len(load.acknowledged)}")
    return moment, _rows(place.cluster)


def _base_backup(cluster: Cluster, base: Path) -> None:
    words = ("-h", cluster.socket, "-U", "postgres", "-D", base, "--checkpoint=fast", "--wal-method=stream")
    done = cluster.account.run(cluster.binaries / "pg_basebackup", *words)
    if done.returncode:
        raise SystemExit(done.stdout)


def _archive_the_rest(cluster: Cluster, archive: Path) -> None:
    ((last,),) = cluster.ask("SELECT pg_walfile_name(pg_switch_wal())")
    deadline = time.monotonic() + 60
    while not (archive / last).exists():
        if time.monotonic() > deadline:
            raise SystemExit("the archive does not get the last segment")
        time.sleep(0.1)
    print(f"archived segments: {len(list(archive.iterdir()))}")


def _recovered(place: Site, base: Path, archive: Path, moment: str) -> Cluster:
    folder = place.folder / "lain"
    shutil.copytree(base, folder, symlinks=True)
    folder.chmod(0o700)
    (folder / "recovery.signal").touch()
    cluster = Cluster(folder, place.folder / "t")
    cluster.configure(
        archive_mode="off",
        restore_command=f"cp {archive}/%f %p",
        recovery_target_time=moment,
        recovery_target_action="promote",
    )
    cluster.start()
    deadline = time.monotonic() + 60
    while cluster.ask("SELECT pg_is_in_recovery()") != [(False,)]:
        if time.monotonic() > deadline:
            raise SystemExit("it does not come out of recovery")
        time.sleep(0.1)
    return cluster


def _rows(cluster: Cluster) -> dict[str, list[object]]:
    """Every table, each row with every column."""
    tables = [name for (name,) in cluster.ask(TABLES)]
    return {name: cluster.ask(f'SELECT t::text FROM "{name}" t ORDER BY 1') for name in tables}  # noqa: S608


def _differing(one: dict[str, list[object]], other: dict[str, list[object]]) -> list[str]:
    return [name for name in one.keys() | other.keys() if one.get(name) != other.get(name)]


if __name__ == "__main__":
    main()
