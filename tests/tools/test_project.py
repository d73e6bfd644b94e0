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


@pytest.mark.parametrize("key", ["kunci-kantor", ""], ids=["there", "handed over to the unit alone"])
def test_no_second_secret_is_made_where_the_operator_has_one(key: str, written: Path, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"SECRET_KEY={key}\n")
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


def test_what_a_supervisor_hands_over_in_a_file_beats_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "systemd").mkdir()
    (tmp_path / "systemd/METRICS_TOKEN").write_text("dari systemd\n")
    (tmp_path / "wadah").mkdir()
    (tmp_path / "wadah/DATABASE_PASSWORD").write_text("dari wadah\n")
    (tmp_path / "wadah/rhsm").mkdir()
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path / "systemd"))
    monkeypatch.setattr(project, "CONTAINER_SECRETS", tmp_path / "wadah")
    monkeypatch.setenv("METRICS_TOKEN", "dari lingkungan")
    assert project.handed_over() == {"METRICS_TOKEN": "dari systemd", "DATABASE_PASSWORD": "dari wadah"}
    assert project.setting("METRICS_TOKEN") == "dari systemd"
    assert project.setting("DATABASE_PASSWORD") == "dari wadah"


def test_a_handed_file_of_another_account_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, *_: object) -> str:
        raise PermissionError(13, "Permission denied", str(path))

    (tmp_path / "SECRET_KEY").touch()
    monkeypatch.setattr(project, "CONTAINER_SECRETS", tmp_path)
    monkeypatch.setattr(Path, "read_text", refuse)
    with pytest.raises(Stop, match=r"SECRET_KEY tidak boleh dibaca akun ini \(uid \d+\)"):
        project.handed_over()


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
