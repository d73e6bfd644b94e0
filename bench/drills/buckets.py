"""A server of the S3 protocol for a drill: s3rver, or Ceph with its gateway (BUCKETS=ceph), in a folder that goes.

s3rver: `npm install --prefix /tmp/s3rver s3rver@3.7.1` (S3RVER names another folder); independent, but for trying only.
Ceph: `apt-get install --no-install-recommends ceph-mon ceph-osd ceph-mgr ceph-common radosgw`, as root; one monitor
and one store in memory, which no office would run, behind the gateway that offices do run.
"""

import os
import shutil
import subprocess
import uuid
from hashlib import file_digest
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

from bench.drills.machines import FIRST_PORT, Stage, is_listening, until

PORT, MONITOR = FIRST_PORT + 1, FIRST_PORT + 5
S3RVER = Path(os.environ.get("S3RVER", "/tmp/s3rver"), "node_modules/s3rver/bin/s3rver.js")  # noqa: S108
KEY = "S3RVER"  # s3rver knows no other
SETTINGS = {
    "MEDIA_S3_BUCKET": "kkg",
    "MEDIA_S3_ENDPOINT": f"http://127.0.0.1:{PORT}",
    "MEDIA_S3_KEY": KEY,
    "MEDIA_S3_SECRET": KEY,
    "MEDIA_S3_FOLDER": "gantarang",
}
CEPH = """\
[global]
fsid = {fsid}
mon host = {monitors}
public addr = 127.0.0.1
keyring = {folder}/keyring
mon data = {folder}/mon
mgr data = {folder}/mgr
osd data = {folder}/osd
rgw data = {folder}/rgw
rgw frontends = beast endpoint=127.0.0.1:{port}
run dir = {folder}
admin socket = {folder}/$name.asok
log file = {folder}/$name.log
osd objectstore = memstore
memstore device bytes = 8G
osd pool default size = 1
osd pool default pg num = 2
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
mon allow pool size one = true
mon max pg per osd = 1000
mon data avail warn = 1
mon data avail crit = 1
"""


class Buckets:
    """The running server, asked as its own client, past the application."""

    def __init__(self, place: Stage, *names: str) -> None:
        start = _ceph if os.environ.get("BUCKETS") == "ceph" else _s3rver
        self._process = start(place, place.folder / "buckets")
        until(lambda: is_listening(PORT), 60, "the server of buckets")
        self._client: Any = boto3.client(
            "s3",
            endpoint_url=SETTINGS["MEDIA_S3_ENDPOINT"],
            region_name="us-east-1",
            aws_access_key_id=KEY,
            aws_secret_access_key=KEY,
            config=Config(s3={"addressing_style": "path"}),
        )
        for name in names:
            self._client.create_bucket(Bucket=name)

    def keys(self, bucket: str) -> list[str]:
        """Names of all objects."""
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=bucket)
        return [found["Key"] for page in pages for found in page.get("Contents", ())]

    def digests(self, bucket: str) -> dict[str, str]:
        """SHA-256 of all objects, by their names in the folder of the site."""
        folder = f"{SETTINGS['MEDIA_S3_FOLDER']}/"
        return {key.removeprefix(folder): self._digest(bucket, key) for key in self.keys(bucket)}

    def read(self, bucket: str, key: str) -> bytes:
        content: bytes = self._client.get_object(Bucket=bucket, Key=key)["Body"].read()
        return content

    def write(self, bucket: str, key: str, content: bytes) -> None:
        self._client.put_object(Bucket=bucket, Key=key, Body=content)

    def stop(self) -> None:
        """Nobody answers at its port any more."""
        self._process.terminate()
        self._process.wait(20)

    def _digest(self, bucket: str, key: str) -> str:
        return file_digest(self._client.get_object(Bucket=bucket, Key=key)["Body"], "sha256").hexdigest()


def _s3rver(place: Stage, folder: Path) -> Any:
    return place.program("node", S3RVER, "--no-vhost-buckets", "-d", folder, "-a", "127.0.0.1", "-p", PORT, "-s")


def _ceph(place: Stage, folder: Path) -> Any:
    """A cluster of one, and its gateway with one account."""
    for name in ("mon", "mgr", "osd", "rgw"):
        (folder / name).mkdir(parents=True)
    conf, keyring, cluster, store = folder / "ceph.conf", folder / "keyring", str(uuid.uuid4()), str(uuid.uuid4())
    monitors = f"[v2:127.0.0.1:{MONITOR},v1:127.0.0.1:{MONITOR + 1}]"
    conf.write_text(CEPH.format(fsid=cluster, monitors=monitors, folder=folder, port=PORT))
    everything = ("--cap", "mon", "allow *", "--cap", "osd", "allow *", "--cap", "mgr", "allow *")
    _told("ceph-authtool", "--create-keyring", keyring, "--gen-key", "-n", "mon.", "--cap", "mon", "allow *")
    _told("ceph-authtool", keyring, "--gen-key", "-n", "client.admin", *everything)
    _told("monmaptool", "--create", "--fsid", cluster, "--addv", "a", monitors, folder / "monmap")
    _told("ceph-mon", "-c", conf, "-i", "a", "--mkfs", "--monmap", folder / "monmap", "--keyring", keyring)
    place.program("ceph-mon", "-c", conf, "-i", "a", "-f")
    _told("ceph", "-c", conf, "--connect-timeout", "60", "osd", "new", store)
    for who, caps in {"osd.0": ("osd", "allow *", "mgr", "allow profile osd"), "mgr.x": ("osd", "allow *")}.items():
        rights = ("mon", f"allow profile {who.partition('.')[0]}", *caps)
        with keyring.open("a") as keys:
            keys.write(_told("ceph", "-c", conf, "auth", "get-or-create", who, *rights))
    _told("ceph-osd", "-c", conf, "-i", "0", "--mkfs", "--osd-uuid", store)
    place.program("ceph-osd", "-c", conf, "-i", "0", "-f")
    place.program("ceph-mgr", "-c", conf, "-i", "x", "-f")
    account = ("--uid", "kkg", "--display-name", "kkg", "--access-key", KEY, "--secret-key", KEY)
    _told("radosgw-admin", "-c", conf, "user", "create", *account)
    return place.program("radosgw", "-c", conf, "-n", "client.admin", "-f")


def _told(*words: object) -> str:
    """What a program of Ceph printed; its fault ends the drill."""
    if shutil.which(str(words[0])) is None:
        raise SystemExit(f"{words[0]}: not installed, see bench/drills/buckets.py")
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=120, check=False)
    if done.returncode:
        raise SystemExit(f"{words[0]}: {done.stderr[-800:]}")
    return done.stdout
