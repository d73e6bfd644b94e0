"""Uploaded files in a bucket: `python -m bench.drills.files`, after MEDIA_S3_BUCKET=x make setup and
`npm install --prefix /tmp/s3rver s3rver@3.7.1` (S3RVER names another folder).

s3rver is an independent server of the S3 protocol (signatures, ranges, listings) for trying, not one that offices run.
"""

import hashlib
import io
import os
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

from PIL import Image

from bench.drills.browser import Browser
from bench.drills.machines import FIRST_PORT, Server, Stage, ask, is_listening, say, stage, until
from tools.project import ROOT

APP, BUCKET, DATABASE = FIRST_PORT, FIRST_PORT + 1, FIRST_PORT + 2
S3RVER = Path(os.environ.get("S3RVER", "/tmp/s3rver"), "node_modules/s3rver/bin/s3rver.js")  # noqa: S108
SETTINGS = {
    "MEDIA_S3_BUCKET": "kkg",
    "MEDIA_S3_ENDPOINT": f"http://127.0.0.1:{BUCKET}",
    "MEDIA_S3_KEY": "S3RVER",
    "MEDIA_S3_SECRET": "S3RVER",
    "MEDIA_S3_FOLDER": "gantarang",
}
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
        bucket = bucket_server(place, "kkg")
        place.fill(server.url(), **SETTINGS)
        place.app(APP, server.url(), **SETTINGS)
        gita, daeng = Browser(APP).log_in("gita-01"), Browser(APP).log_in("daeng-01")
        photo = _photo(gita, server, place)
        _paper(gita, server)
        _pack(daeng, server)
        _import(Browser(APP).log_in("jafar-01"), server)
        _gone(place, server)
        expect(not list(place.folder.glob("media/**/*.*")), "nothing was written to MEDIA_ROOT")
        bucket.terminate()
        bucket.wait(10)
        away = gita.get(photo)
        expect(away.status == 503 and "503" not in away.text[:40], "bucket away: the photo's address says so (503)")
        expect(gita.get("/kkg/pertemuan/").status == 200, "and other pages are served")


def expect(is_so: bool, what: str) -> None:
    """Say it; the drill ends with what is not so."""
    say(f"{'ok  ' if is_so else 'NOT '} {what}")
    if not is_so:
        raise SystemExit(1)


def bucket_server(place: Stage, *buckets: str) -> Any:
    """s3rver with these buckets, its objects in the folder `bucket` of the stage."""
    words = ("--no-vhost-buckets", *(word for name in buckets for word in ("--configure-bucket", name)))
    process = place.program(
        "node", S3RVER, "-d", place.folder / "bucket", "-a", "127.0.0.1", "-p", BUCKET, "-s", *words
    )
    until(lambda: is_listening(BUCKET), 20, "s3rver")
    return process


def _kept(place: Stage) -> int:
    return len(list((place.folder / "bucket").rglob("*._S3rver_object")))


def _photo(gita: Browser, server: Server, place: Stage) -> str:
    query = "SELECT id FROM kkg_session WHERE removed_at IS NULL AND closed_at IS NOT NULL ORDER BY id DESC LIMIT 1"
    ((session,),) = ask(server.url(), query)
    drawn = io.BytesIO()
    Image.effect_noise((1200, 900), 90).convert("RGB").save(drawn, "JPEG")
    page, before = f"/kkg/pertemuan/{session}/foto/", _kept(place)
    gita.get(page)
    sent = gita.upload(page, {"shows_nobody": "on"}, {"photos": ("foto.jpg", "image/jpeg", drawn.getvalue())})
    expect(sent.status == 302 and _kept(place) == before + 1, "a photo was uploaded: one more object in the bucket")
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


def _gone(place: Stage, server: Server) -> None:
    before = _kept(place)
    place.manage(server.url(), "shell", "--no-imports", "--command", PURGE, **SETTINGS)
    time.sleep(1)
    rows = ask(server.url(), "SELECT count(*) FROM core_storedfile")[0][0]
    expect(
        _kept(place) == rows < before,
        f"old packs and lists are swept: {before} objects before, {rows} after, one a row",
    )


if __name__ == "__main__":
    sys.exit(main())
