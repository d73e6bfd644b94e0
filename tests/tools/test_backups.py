"""What a backup promises: every row and every file comes back as it was, from an archive that is whole, or nothing."""

import json
import re
import shutil
import stat
import subprocess
import tarfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from tests.databases import run
from tests.releases import restored, scratch
from tests.tools.conftest import Desk
from tests.tools.places import BACK_UP, FILES, Place
from tools import archives, locks


@pytest.fixture(scope="module")
def filled(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A database with one row of nearly everything, and files with names and sizes of every sort."""
    folder = tmp_path_factory.mktemp("asal")
    with restored("doors") as url:
        place = Place(desk, url, folder)
        place.put(FILES)
        yield place


@pytest.fixture
def empty(desk: Desk, tmp_path: Path) -> Iterator[Place]:
    with scratch("kosong") as url:
        yield Place(desk, url, tmp_path)


@pytest.fixture(scope="module")
def book(filled: Place) -> Path:
    return filled.backs_up()


@pytest.fixture(scope="module")
def pair() -> tuple[str, str]:
    return locks.new_key()


@pytest.fixture(scope="module")
def locked_book(filled: Place, pair: tuple[str, str]) -> Path:
    return filled.backs_up(BACKUP_RECIPIENT=pair[1])


def test_an_empty_place_gets_every_row_and_every_file(filled: Place, book: Path, empty: Place) -> None:
    done = empty.restores(book)
    assert done.returncode == 0, done.stderr
    rows, original = empty.rows(), filled.rows()
    assert rows == original
    assert len(rows) > 100 and sum(map(len, rows.values())) > 1_000
    assert empty.files() == filled.files() == {name: sha256(text).hexdigest() for name, text in FILES.items()}


def test_a_backup_lists_its_parts_and_rows_and_any_tar_opens_it(filled: Place, book: Path, tmp_path: Path) -> None:
    subprocess.run(["tar", "--extract", f"--file={book}", f"--directory={tmp_path}"], check=True)
    about, *parts = map(json.loads, (tmp_path / "daftar-isi.jsonl").read_text().splitlines())
    assert {
        (sha256((tmp_path / name).read_bytes()).hexdigest(), (tmp_path / name).stat().st_size) for *_, name in parts
    } == {(digest, size) for digest, size, _ in parts}
    assert {f"media/{name}" for name in FILES} | {"basisdata.dump"} <= {name for *_, name in parts}
    rows = filled.rows()
    assert about["baris"] == {name: len(found) for name, found in rows.items() if name != " columns"}
    assert about["versi"].startswith("v") and set(about["migrasi"]) >= {"core", "madrasah", "kkg", "competency"}
    assert stat.S_IMODE(book.stat().st_mode) == 0o600


def test_where_there_is_no_git_the_release_alone_is_told(filled: Place, tmp_path: Path) -> None:
    """As in the image of deploy/Dockerfile."""
    book = filled.backs_up(PATH=str(tmp_path))
    with tarfile.open(book) as packed:
        told = json.loads(packed.extractfile("daftar-isi.jsonl").readline())
    assert re.fullmatch(r"v[\d.]+\S*", told["versi"])


def test_a_place_that_was_used_gets_the_rows_back_and_keeps_newer_files(
    filled: Place, book: Path, empty: Place
) -> None:
    run("CREATE TABLE of_later_code (id int); CREATE TABLE madrasah_region (id int)", empty.url)
    empty.put({"berkas/baru.jpg": b"baru"})
    assert empty.restores(book).returncode == 0
    assert empty.rows() == filled.rows()
    assert empty.files().keys() == FILES.keys() | {"berkas/baru.jpg"}


def flipped(content: bytes, place: float) -> bytes:
    at = int(place * (len(content) - 1))
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def cut(content: bytes, kept: float) -> bytes:
    return content[: int(kept * len(content))]


DAMAGES = [(flipped, place) for place in (0, 0.001, 0.3, 0.6, 0.9, 0.99, 1)] + [
    (cut, kept) for kept in (0, 0.001, 0.5, 0.99, 0.9999)
]


@pytest.mark.parametrize("kind", ["plain", "locked"])
def test_one_flipped_byte_or_a_missing_end_is_found_wherever_it_is(
    kind: str, book: Path, locked_book: Path, pair: tuple[str, str], tmp_path: Path
) -> None:
    original = (book if kind == "plain" else locked_book).read_bytes()
    bad = tmp_path / "kkg-rusak.tar"
    for damage, place in DAMAGES:
        bad.write_bytes(damage(original, place))
        with pytest.raises(archives.Damaged), locks.unlocked(bad, locks.identities_in(pair[0])) as source:
            archives.unpack(source, lambda name: None, tmp_path)


@pytest.mark.parametrize(
    ("kind", "damage", "place"), [("plain", flipped, 0.5), ("plain", cut, 0.99), ("locked", cut, 0.9)]
)
def test_a_damaged_backup_is_refused_and_changes_nothing(
    kind: str, damage, place: float, book: Path, locked_book: Path, pair: tuple[str, str], empty: Place
) -> None:
    bad = empty.media.parent / "kkg-rusak.tar"
    bad.write_bytes(damage((book if kind == "plain" else locked_book).read_bytes(), place))
    refuses(empty, bad, pair[0])


def refuses(place: Place, bad: Path, key: str) -> None:
    run("CREATE TABLE mine AS SELECT 1 AS row", place.url)
    before = place.all()
    done = place.restores(bad, key)
    assert done.returncode == 1
    assert "tidak dapat dibaca sebagai cadangan" in done.stderr and "Tidak ada yang diubah" in done.stderr
    assert "Traceback" not in done.stderr and place.all() == before


def test_a_dump_that_holds_fewer_rows_than_were_counted_leaves_the_old_database(
    book: Path, empty: Place, tmp_path: Path
) -> None:
    run("CREATE TABLE mine AS SELECT 1 AS row", empty.url)
    with tarfile.open(book) as packed:
        packed.extract("basisdata.dump", tmp_path, filter="data")
    dump, before = str(tmp_path / "basisdata.dump"), empty.rows()
    put_back = f"backups._replace_database(Path({dump!r}), {{'core_job': 77}})"
    done = empty.does(f"from pathlib import Path; from tools import backups; {put_back}")
    assert done.returncode == 1 and "seharusnya 77" in done.stderr and "masih utuh" in done.stderr
    assert empty.rows() == before


def test_a_locked_backup_opens_with_its_key_alone(
    filled: Place, locked_book: Path, pair: tuple[str, str], empty: Place
) -> None:
    assert locked_book.name.endswith(".tar.age") and b"basisdata.dump" not in locked_book.read_bytes()
    assert "bukan pasangan" in empty.restores(locked_book, locks.new_key()[0]).stderr
    assert "Kunci pribadi tidak terbaca" in empty.restores(locked_book, "").stderr
    assert empty.restores(locked_book, f"# kunci cadangan\n{pair[0]}\n").returncode == 0
    assert empty.all() == filled.all()


@pytest.mark.skipif(not shutil.which("age"), reason="the ordinary `age` is not installed here")
def test_the_ordinary_age_opens_it_too(locked_book: Path, pair: tuple[str, str], tmp_path: Path) -> None:
    (tmp_path / "kunci.txt").write_text(pair[0])
    opened = subprocess.run(["age", "-d", "-i", tmp_path / "kunci.txt", locked_book], capture_output=True, check=True)
    assert b"basisdata.dump" in opened.stdout


def test_keys_are_printed_and_kept_nowhere(desk: Desk) -> None:
    done = desk.make("key")
    private = re.search(r"^AGE-SECRET-KEY-1\w+$", done.stdout, re.M)[0]
    public = re.search(r"^BACKUP_RECIPIENT=(age1\w+)$", done.stdout, re.M)[1]
    assert str(locks.identities_in(private)[0].to_public()) == public
    kept = subprocess.run(["grep", "-rl", private, desk.folder], capture_output=True, text=True, check=False)
    assert kept.stdout == ""


@pytest.mark.parametrize("wrong", ["age1x", "AGE-SECRET-KEY-1QQQ"])
def test_a_recipient_that_is_none_makes_no_backup(filled: Place, book: Path, wrong: str) -> None:
    before = set(filled.books.iterdir())
    done = filled.does(BACK_UP, BACKUP_RECIPIENT=wrong)
    assert done.returncode == 1 and "make key" in done.stderr and wrong not in done.stdout + done.stderr
    assert set(filled.books.iterdir()) == before


def test_what_a_killed_run_left_is_cleared(filled: Place, book: Path) -> None:
    (filled.books / "setengah-abc").mkdir()
    (filled.books / "setengah-abc/basisdata.dump").write_text("nama orang")
    filled.backs_up()
    assert [
        path.name for path in filled.books.iterdir() if not re.fullmatch(r"kkg-[\d-]+\.tar(\.age)?", path.name)
    ] == []


@pytest.mark.parametrize(
    ("key", "cure"),
    [("", "Sebutkan berkas kuncinya"), ("AGE-SECRET-KEY-1QQ", "bukan kuncinya"), ("/tidak/ada", "tidak terbaca")],
)
def test_a_locked_backup_asks_for_the_file_of_its_key(desk: Desk, locked_book: Path, key: str, cure: str) -> None:
    done = desk.make("restore", FROM=str(locked_book), KEY=key)
    assert done.returncode == 1 and cure in done.stdout and "Traceback" not in done.stdout
