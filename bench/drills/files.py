"""Uploaded files in a bucket: `python -m bench.drills.files`, after MEDIA_S3_BUCKET=x make setup; see buckets.py."""

import hashlib
import io
import sys
import time
import zipfile

from PIL import Image

from bench.drills.browser import Browser
from bench.drills.buckets import SETTINGS, Buckets
from bench.drills.machines import FIRST_PORT, Server, Stage, ask, say, stage, until
from tools.project import ROOT

APP, DATABASE = FIRST_PORT, FIRST_PORT + 2
PURGE = """
from datetime import timedelta
from django.utils import timezone
from competency.packs.purge import purge_packs
from madrasah.imports.purge import purge_runs
purge_packs(at=timezone.now() + timedelta(days=60)); purge_runs(at=timezone.now() + timedelta(days=60))
"""


def main() -> None:
    """Prints what it sees; ends with 1 at the first thing that is not as it should be."""
    with stage("files") as place:
        server = place.server("pg", DATABASE)
        server.create()
        bucket = Buckets(place, "kkg")
        place.fill(server.url(), **SETTINGS)
        place.app(APP, server.url(), **SETTINGS)
        gita, daeng = Browser(APP).log_in("gita-01"), Browser(APP).log_in("daeng-01")
        photo = _photo(gita, server, bucket)
        _paper(gita, server)
        _pack(daeng, server)
        _import(Browser(APP).log_in("jafar-01"), server)
        _gone(place, server, bucket)
        expect(not list(place.folder.glob("media/**/*.*")), "nothing was written to MEDIA_ROOT")
        bucket.stop()
        away = gita.get(photo)
        expect(away.status == 503 and "503" not in away.text[:40], "bucket away: the photo's address says so (503)")
        expect(gita.get("/kkg/pertemuan/").status == 200, "and other pages are served")


def expect(is_so: bool, what: str) -> None:
    """Say it; the drill ends with what is not so."""
    say(f"{'ok  ' if is_so else 'NOT '} {what}")
    if not is_so:
        raise SystemExit(1)


def _photo(gita: Browser, server: Server, bucket: Buckets) -> str:
    query = "SELECT id FROM kkg_session WHERE removed_at IS NULL AND closed_at IS NOT NULL ORDER BY id DESC LIMIT 1"
    ((session,),) = ask(server.url(), query)
    drawn = io.BytesIO()
    Image.effect_noise((1200, 900), 90).convert("RGB").save(drawn, "JPEG")
    page, before = f"/kkg/pertemuan/{session}/foto/", len(bucket.keys("kkg"))
    gita.get(page)
    sent = gita.upload(page, {"shows_nobody": "on"}, {"photos": ("foto.jpg", "image/jpeg", drawn.getvalue())})
    is_kept = len(bucket.keys("kkg")) == before + 1
    expect(sent.status == 302 and is_kept, "a photo was uploaded: one more object in the bucket")
    ((key, digest),) = ask(
        server.url(),
        "SELECT p.id, f.sha256 FROM kkg_sessionphoto p JOIN core_storedfile f ON f.id = p.file_id"
        " ORDER BY p.id DESC LIMIT 1",
    )
    address = f"/kkg/foto/{key}/berkas/"
    got = gita.get(address)
    expect(hashlib.sha256(got.body).hexdigest() == digest, f"it is read back, equal to the byte, at {address}")
    expect(Browser(APP).get(address).status == 302, "a stranger is led to the log-in")
    return address


def _paper(gita: Browser, server: Server) -> None:
    ((session,),) = ask(server.url(), "SELECT session_id FROM kkg_sessionphoto ORDER BY id DESC LIMIT 1")
    paper = gita.get(f"/kkg/pertemuan/{session}/notulen.pdf")
    expect(paper.body.startswith(b"%PDF"), f"the minutes are set as a PDF ({len(paper.body):,} bytes)")


def _pack(daeng: Browser, server: Server) -> None:
    page = "/akun/paket/"
    daeng.get(page)
    sent = daeng.post(page, {"kind": "semua"})
    expect(sent.status == 302, f"a pack is asked for: {sent.status} {sent.headers.get('location', '')}")
    until(lambda: ask(server.url(), "SELECT 1 FROM competency_pack WHERE file_id IS NOT NULL"), 240, "the pack")
    ((key,),) = ask(server.url(), "SELECT id FROM competency_pack WHERE file_id IS NOT NULL ORDER BY id DESC LIMIT 1")
    packed = zipfile.ZipFile(io.BytesIO(daeng.get(f"{page}{key}/berkas/").body))
    expect(packed.testzip() is None, f"pack {key} is downloaded and whole: {len(packed.namelist())} files")


def _import(jafar: Browser, server: Server) -> None:
    page = "/impor/"
    jafar.get(page)
    book = (ROOT / "tests/data/template_guru_simpatika.xlsx").read_bytes()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    sent = jafar.upload(page, {}, {"file": ("guru.xlsx", kind, book)})
    expect(sent.status == 302, f"a list is uploaded: {sent.headers.get('location', sent.text[:300])}")
    until(lambda: ask(server.url(), "SELECT 1 FROM madrasah_importrun WHERE status <> 'dibaca'"), 60, "reading")
    status = ask(server.url(), "SELECT status, problem FROM madrasah_importrun ORDER BY id DESC LIMIT 1")
    expect(status[0][0] != "gagal", f"it was read from the bucket: {status}")


def _gone(place: Stage, server: Server, bucket: Buckets) -> None:
    before = len(bucket.keys("kkg"))
    place.manage(server.url(), "shell", "--no-imports", "--command", PURGE, **SETTINGS)
    time.sleep(1)
    rows = ask(server.url(), "SELECT count(*) FROM core_storedfile")[0][0]
    is_swept = len(bucket.keys("kkg")) == rows < before
    expect(is_swept, f"old packs and lists are swept: {before} objects before, {rows} after, one a row")


if __name__ == "__main__":
    sys.exit(main())
