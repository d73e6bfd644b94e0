"""Files in a bucket are in the backup like those of a folder; a real server of S3: bench/drills/files.py."""

import subprocess
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from tests.databases import migrated_template, run
from tests.releases import scratch
from tests.tools.conftest import Desk
from tests.tools.places import FILES, BucketPlace, Place
from tools import locks

DIGESTS = {name: sha256(content).hexdigest() for name, content in FILES.items()}
KINDS = {"bucket": BucketPlace, "folder": Place}


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with scratch("ember", migrated_template()) as address:
        run("CREATE TABLE mine AS SELECT 'isi' AS row", address)
        yield address


@pytest.fixture(scope="module")
def source(desk: Desk, url: str, tmp_path_factory: pytest.TempPathFactory) -> BucketPlace:
    place = BucketPlace(desk, url, tmp_path_factory.mktemp("ember"))
    place.put(FILES)
    return place


@pytest.fixture(scope="module")
def book(source: Place) -> Path:
    return source.backs_up()


@pytest.fixture
def target(desk: Desk, tmp_path: Path) -> Iterator[BucketPlace]:
    with scratch("kosong") as address:
        yield BucketPlace(desk, address, tmp_path)


@pytest.mark.parametrize(("of", "into"), [("bucket", "bucket"), ("bucket", "folder"), ("folder", "bucket")])
def test_every_file_and_row_comes_back_whether_it_lay_in_a_folder_or_in_a_bucket(
    of: str, into: str, source: Place, target: Place, desk: Desk, tmp_path: Path
) -> None:
    first = KINDS[of](desk, source.url, tmp_path / "asal")
    first.media.mkdir(parents=True)
    first.put(FILES)
    private, public = locks.new_key()
    place = KINDS[into](desk, target.url, tmp_path)
    done = place.restores(first.backs_up(BACKUP_RECIPIENT=public), private)
    assert done.returncode == 0, done.stderr
    assert place.files() == DIGESTS
    assert place.rows() == source.rows()


def test_what_is_there_already_stays_and_only_what_is_missing_is_put(book: Path, target: Place) -> None:
    target.put({"berkas/2026/11/kosong.pdf": b"", "berkas/baru.jpg": b"baru"})
    assert target.restores(book).returncode == 0
    assert target.files() == {**DIGESTS, "berkas/baru.jpg": sha256(b"baru").hexdigest()}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("other", [b"\0\xfe", b"lebih panjang"])
def test_other_content_under_the_name_of_a_file_is_refused_and_stays(
    kind: str, other: bytes, book: Path, target: Place, desk: Desk
) -> None:
    place = KINDS[kind](desk, target.url, target.media.parent)
    place.put({"berkas/2025/01/ñ b.docx": other})
    run("CREATE TABLE older AS SELECT 1 AS row", place.url)
    before = place.all()
    done = place.restores(book)
    assert done.returncode == 1 and place.all() == before
    assert "1 berkas unggahan bernama sama dengan isi lain: media/berkas/2025/01/ñ b.docx" in done.stderr
    assert "tidak diubah" in done.stderr and "Traceback" not in done.stderr


def test_a_place_without_any_upload_is_backed_up_too(source: Place, target: Place, desk: Desk, tmp_path: Path) -> None:
    book = BucketPlace(desk, source.url, tmp_path / "baru").backs_up()
    listed = subprocess.run(["tar", "--list", f"--file={book}"], capture_output=True, text=True, check=True).stdout
    assert "basisdata.dump" in listed and "media/" not in listed
    assert target.restores(book).returncode == 0
    assert target.files() == {} and target.rows() == source.rows()
