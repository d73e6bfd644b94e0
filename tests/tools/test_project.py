"""How the launcher reads `.env` and writes `.data/env`; every test works on a folder of its own."""

from pathlib import Path

import pytest

from tools import project
from tools.console import Stop


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    monkeypatch.setattr(project, "OPERATOR_ENV", tmp_path / ".env")
    monkeypatch.setattr(project, "WRITTEN_ENV", tmp_path / "env")
    return tmp_path / "env"


def test_env_lines_are_read_without_quotes_and_comments(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("# a remark\nexport PORT = 8001\nSITE_NAME='KKG Contoh'\n\nnonsense\nEMPTY=\n")
    assert project.read_env(file) == {"PORT": "8001", "SITE_NAME": "KKG Contoh", "EMPTY": ""}


def test_missing_env_file_is_empty(tmp_path: Path) -> None:
    assert project.read_env(tmp_path / "none") == {}


def test_secret_is_made_once_and_kept_private(written: Path) -> None:
    project.write_env("postgresql://one")
    first = project.read_env(written)
    project.write_env("postgresql://two")
    assert project.read_env(written) == {**first, "DATABASE_URL": "postgresql://two"}
    assert len(first["SECRET_KEY"]) > 50
    assert written.stat().st_mode & 0o077 == 0


def test_secrets_differ_between_checkouts(written: Path) -> None:
    project.write_env("")
    first = project.read_env(written)
    written.unlink()
    project.write_env("")
    assert project.read_env(written)["SECRET_KEY"] != first["SECRET_KEY"]


def test_no_second_secret_is_made_where_the_operator_has_one(written: Path, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SECRET_KEY=kunci-kantor\n")
    project.write_env("")
    assert "SECRET_KEY" not in project.read_env(written)


def test_own_server_leaves_no_address_behind(written: Path) -> None:
    project.write_env("postgresql://embedded")
    project.write_env("")
    assert "DATABASE_URL" not in project.read_env(written)


def test_environment_beats_env_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("PORT=8001\n")
    monkeypatch.setattr(project, "OPERATOR_ENV", tmp_path / ".env")
    assert project.setting("PORT", "8000") == "8001"
    monkeypatch.setenv("PORT", "8002")
    assert project.setting("PORT", "8000") == "8002"


def test_folder_of_another_user_is_refused_with_the_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(project.os, "access", lambda path, mode: False)
    monkeypatch.setattr(project.os, "geteuid", lambda: project.ROOT.stat().st_uid + 1)
    with pytest.raises(Stop, match="sudo chown"):
        project.refuse_foreign(project.ROOT)


def test_folder_closed_to_its_own_owner_is_refused_with_the_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(project.os, "access", lambda path, mode: False)
    monkeypatch.setattr(project.os, "geteuid", lambda: project.ROOT.stat().st_uid)
    with pytest.raises(Stop, match="chmod -R u"):
        project.refuse_foreign(project.ROOT)
