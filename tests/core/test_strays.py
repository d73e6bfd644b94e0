"""A file that no row names is set aside after a day and gone after a month; a row without its file is told."""

import logging
import os
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from core.files import store_file
from core.strays import KEPT_FOR, sweep_files
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def media(settings, tmp_path: Path) -> Path:
    place = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"default": place}
    return tmp_path


def kept(cast: Cast, media: Path, *, hours: float = 48) -> Path:
    stored = store_file(BytesIO(b"isi"), name="foto.jpg", suffix=".jpg", by=cast.baso)
    return aged(media / stored.file.name, hours)


def aged(path: Path, hours: float) -> Path:
    then = (timezone.now() - timedelta(hours=hours)).timestamp()
    os.utime(path, (then, then))
    return path


class Fell(Exception):
    pass


def rolled_back(cast: Cast, media: Path, *, hours: float = 48) -> Path:
    with pytest.raises(Fell), transaction.atomic():
        path = kept(cast, media, hours=hours)
        raise Fell
    return path


def aside(media: Path, path: Path, at: datetime) -> Path:
    return media / "terbuang" / str(timezone.localdate(at)) / path.relative_to(media)


def test_a_file_whose_row_was_rolled_back_is_set_aside_and_goes_after_a_month(cast: Cast, media: Path) -> None:
    named, stray, young = kept(cast, media), rolled_back(cast, media), rolled_back(cast, media, hours=23)
    now = timezone.now()
    found = sweep_files(at=now)
    assert (found.strays, found.missing) == ([str(stray.relative_to(media))], [])
    assert named.exists() and young.exists() and not stray.exists()
    assert aside(media, stray, now).read_bytes() == b"isi"

    young.unlink()
    assert sweep_files(at=now + KEPT_FOR).dropped == 0
    assert sweep_files(at=now + KEPT_FOR + timedelta(days=1)).dropped == 1
    assert not (media / "terbuang" / str(timezone.localdate(now))).exists() and named.exists()


def test_a_row_without_its_file_is_told_in_the_log_and_to_who_asks(
    cast: Cast, media: Path, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    path = kept(cast, media)
    name = str(path.relative_to(media))
    path.unlink()
    path.parent.rmdir()  # also where its whole folder is gone
    call_command("sweep_files")
    assert name in capsys.readouterr().out
    (told,) = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert name in told.getMessage()


def test_files_of_another_database_are_left_alone(cast: Cast, media: Path) -> None:
    stray = rolled_back(cast, media)
    for number in range(100):
        (stray.parent / f"{number}.jpg").touch()
        aged(stray.parent / f"{number}.jpg", 48)
    found = sweep_files(at=timezone.now())
    assert found.is_doubtful and len(found.strays) == 101
    assert stray.exists() and not (media / "terbuang").exists()
