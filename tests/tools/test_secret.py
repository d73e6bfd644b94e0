"""`make secret`: the key of a site is changed in its own file, and the former one goes when somebody says so."""

from pathlib import Path

import pytest

from tests.databases import migrated_template, url_of
from tests.tools.conftest import Desk
from tools import project, secret
from tools.console import Stop

TEXT = "# Kunci\nSECRET_KEY=lama\n#SECRET_KEY_FALLBACKS=\nSITE_NAME='KKG Contoh'\n"


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """What the operator wrote (not there yet), and what the launcher did."""
    monkeypatch.delenv("SECRET_KEY")
    own, written = tmp_path / ".env", tmp_path / "env"
    monkeypatch.setattr(project, "OPERATOR_ENV", own)
    monkeypatch.setattr(project, "WRITTEN_ENV", written)
    project.write_env("postgresql://bawaan")
    return own, written


def test_the_new_key_stands_where_the_old_one_stood_and_all_else_stays(files: tuple[Path, Path]) -> None:
    own, written = files
    own.write_text(TEXT)
    own.chmod(0o640)
    before = written.read_text()
    assert secret.change() == own
    new = project.read_env(own)["SECRET_KEY"]
    assert own.read_text() == TEXT.replace("SECRET_KEY=lama", f"SECRET_KEY={new}\nSECRET_KEY_FALLBACKS=lama")
    assert len(new) > 50 and own.stat().st_mode & 0o777 == 0o640
    assert written.read_text() == before


def test_changed_again_all_former_ones_stay_the_newest_first_until_they_are_dropped(files: tuple[Path, Path]) -> None:
    own, _ = files
    own.write_text(TEXT)
    secret.change()
    second = project.read_env(own)["SECRET_KEY"]
    secret.change()
    assert project.read_env(own)["SECRET_KEY_FALLBACKS"] == f"{second},lama"
    third = project.read_env(own)["SECRET_KEY"]
    secret.drop(secret.home_of_former())
    assert own.read_text() == TEXT.replace("=lama", f"={third}")


def test_a_key_that_the_launcher_made_is_changed_in_its_file_and_survives_the_next_start(
    files: tuple[Path, Path],
) -> None:
    _, written = files
    old = project.read_env(written)["SECRET_KEY"]
    assert secret.change() == written
    changed = project.read_env(written)
    project.write_env("postgresql://pindah")
    assert project.read_env(written) == {**changed, "DATABASE_URL": "postgresql://pindah"}
    assert changed["SECRET_KEY_FALLBACKS"] == old and written.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("SECRET_KEY=\n", "kosong"),
        ("SECRET_KEY=satu,dua\n", "koma"),
        ("SECRET_KEY_FALLBACKS=lama\n", "Pindahkan barisnya"),
    ],
)
def test_what_cannot_be_changed_safely_is_left_alone(files: tuple[Path, Path], text: str, why: str) -> None:
    own, written = files
    own.write_text(text)
    before = written.read_text()
    with pytest.raises(Stop, match=why):
        secret.change()
    assert (own.read_text(), written.read_text()) == (text, before)


def test_a_key_of_the_environment_is_changed_there(files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "dari-systemd")
    with pytest.raises(Stop, match="Ganti di tempatnya"):
        secret.change()


def test_a_key_that_is_handed_over_is_changed_by_who_hands_it(
    files: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also from a shell, which systemd hands nothing: there the line of `.env` is blank."""
    own, written = files
    own.write_text("SECRET_KEY=\n")
    before = written.read_text()
    with pytest.raises(Stop, match=r"Diserahkan oleh systemd atau wadah.*docs/pengelola.md"):
        secret.change()
    handed = tmp_path / "diserahkan"
    handed.mkdir()
    (handed / "SECRET_KEY").write_text("dari-systemd")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(handed))
    for word in (secret.change, secret.home_of_former):
        with pytest.raises(Stop, match=r"diserahkan sebagai berkas.*docs/pengelola.md"):
            word()
    assert (own.read_text(), written.read_text()) == ("SECRET_KEY=\n", before)


def test_a_site_changes_its_key_and_drops_the_former_one(desk: Desk) -> None:
    own, url = desk.folder / ".env", url_of(migrated_template())
    own.write_text("SECRET_KEY=lama\nALLOWED_HOSTS=kkg.example\n")
    try:
        early = desk.make("secret", DATABASE_URL=url, OLD="drop")
        assert early.returncode == 1 and "Tidak ada kunci lama" in early.stdout
        assert "systemctl restart kkg" in desk.make("secret").stdout
        assert project.read_env(own)["SECRET_KEY_FALLBACKS"] == "lama"
        done = desk.make("secret", DATABASE_URL=url, OLD="drop")
        assert done.returncode == 0 and "Mengunci ulang pengaman kedua" in done.stdout, done.stdout
        assert "lama" not in own.read_text()
        wrong = desk.make("secret", OLD="buang")
        assert wrong.returncode == 1 and "make secret OLD=drop" in wrong.stdout
    finally:
        own.unlink()
