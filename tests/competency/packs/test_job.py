"""A pack as a job: one at a time, followed on its page, resumed where it was, and not stopped by one bad piece."""

from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.utils import timezone

from competency.models import Pack
from competency.packs.actions import make_pack, order_pack
from competency.packs.evidence_papers import evidence_contents
from competency.packs.permissions import offices_mark
from core.jobs import begin, run_job
from core.models import Job
from core.packs import ABOUT, Piece, Unmade, resumable, write_pack
from madrasah.models import Semester
from tests.cast import Cast, client_of
from tests.clock import on_day

pytestmark = on_day(2026, 11, 23)


@pytest.fixture
def waiting(settings):
    """Jobs wait for a worker, as they do outside tests."""
    settings.JOBS_AT_ONCE = False


def ordered(cast: Cast) -> Pack:
    semester = Semester.objects.begun(timezone.localdate()).first()
    return order_pack(kind=Pack.Kind.EVIDENCE, semester=semester, by=cast.daeng)


def test_a_second_press_while_it_runs_starts_no_other(cast: Cast, waiting) -> None:
    assert ordered(cast).pk == ordered(cast).pk
    assert Job.objects.filter(task__endswith="make_pack").count() == 1


def test_its_page_tells_how_far_it_is_and_then_gives_the_file(cast: Cast, waiting) -> None:
    pack = ordered(cast)
    client = client_of(cast.daeng)
    page = client.get(f"/akun/paket/{pack.pk}/").content.decode()
    assert "data-progress" in page
    assert client.get(f"/akun/paket/{pack.pk}/berkas/").status_code == 403
    run_job(begin(pack.job))
    page = client.get(f"/akun/paket/{pack.pk}/").content.decode()
    assert "Unduh paket" in page
    assert "Dibuang sendiri sesudah 30 November 2026" in page


def test_done_twice_it_is_done_once(cast: Cast, waiting) -> None:
    pack = ordered(cast)
    run_job(begin(pack.job))
    file = Pack.objects.get().file_id
    make_pack(pack.job_id, pack=pack.pk)
    assert Pack.objects.get().file_id == file


def test_one_that_stopped_goes_on_with_one_press(cast: Cast, waiting) -> None:
    pack = ordered(cast)
    Job.objects.update(status=Job.Status.FAILED, problem="Terhenti.")
    client = client_of(cast.daeng)
    assert "Lanjutkan" in client.get(f"/akun/paket/{pack.pk}/").content.decode()
    client.post("/akun/paket/", {"kind": "pendampingan", "semester": pack.semester_id})
    assert Pack.objects.get().pk == pack.pk
    assert Pack.objects.get().is_underway


@pytest.mark.parametrize("is_over", [True, False])
def test_taken_up_in_another_office_it_uses_no_piece_of_before(cast: Cast, waiting, is_over: bool) -> None:
    pack = ordered(cast)
    Pack.objects.update(offices=offices_mark(cast.daeng))
    first = evidence_contents(pack, cast.daeng, timezone.now(), "").pieces[0].name
    if is_over:
        cast.daeng.person.assignments.filter(madrasah=cast.satu).update(until=timezone.localdate() - timedelta(days=1))
    with pytest.raises(KeyboardInterrupt), resumable(pack.key) as folder:
        (folder / sha256(first.encode()).hexdigest()[:32]).write_bytes(b"dari tugas yang lama")
        raise KeyboardInterrupt  # the process ends here
    run_job(begin(pack.job))
    with Pack.objects.get().file.file.open() as file, ZipFile(file) as archive:
        assert (archive.read(first) == b"dari tugas yang lama") is not is_over


def written(folder: Path, pieces: list[Piece], told: list[int]) -> tuple[ZipFile, list[str]]:
    file = BytesIO()
    failed = write_pack(file, folder, pieces, lambda failed: "\n".join(["Baca", *failed]), told.append)
    return ZipFile(file), failed


def test_pieces_that_stand_are_not_made_again_and_a_bad_one_stops_no_other(tmp_path: Path) -> None:
    made: list[str] = []

    def good(name: str) -> Piece:
        def write(file) -> None:
            made.append(name)
            file.write(name.encode())

        return Piece(name, write)

    def dying(file) -> None:
        file.write(b"half")
        raise SystemExit(0)

    def bad(file) -> None:
        raise Unmade("tidak ada lagi")

    told: list[int] = []
    with pytest.raises(SystemExit):
        written(tmp_path, [good("a"), Piece("b", dying), good("c")], told)
    found, failed = written(tmp_path, [good("a"), good("b"), Piece("x", bad), good("c")], told)
    assert made == ["a", "b", "c"]
    assert {name: found.read(name).decode() for name in "abc"} == {"a": "a", "b": "b", "c": "c"}
    assert failed == ["x: tidak ada lagi."]
    assert "x: tidak ada lagi." in found.read(ABOUT).decode("utf-8-sig")
    assert told == [1, 1, 2, 3, 4]
