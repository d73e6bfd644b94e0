"""What goes wrong at the desk is one Indonesian sentence with its cure: no traceback, no piece of a password."""

import errno
import re
import signal

import pytest

from tests.databases import migrated_template, run, url_of
from tests.releases import scratch
from tests.tools.conftest import Desk
from tests.tools.test_site import free_port
from tools.addresses import UNPROVED, why_not_address, with_password
from tools.console import run_command

PASSWORD = "rahasia7743"


@pytest.mark.parametrize(
    ("url", "cure"),
    [
        (f"kkg:{PASSWORD}@mesin/kkg", "postgresql://akun"),
        (f"postgresql:kkg:{PASSWORD}@mesin/kkg", "postgresql://akun"),
        (f"{PASSWORD}://mesin/kkg", "harus menunjuk PostgreSQL"),
        ("sqlite:///kkg.sqlite3", "harus menunjuk PostgreSQL"),
        (f"mysql://kkg:{PASSWORD}@mesin/kkg", "harus menunjuk PostgreSQL"),
        *((f"postgresql://kkg:{PASSWORD}{sign}{PASSWORD}@mesin/kkg", "%23") for sign in "#/?["),
        (f"postgresql://kkg:12#{PASSWORD}@mesin/kkg", "%23"),
        (f"postgresql://kkg:12/{PASSWORD}@mesin/kkg", "%2F"),
        (f"postgresql://kkg:12?{PASSWORD}@mesin/kkg", "%3F"),
        (f"postgresql://kkg:{PASSWORD}@mesin/kkg # milik kita", "%23"),
        (f"postgresql://kkg:{PASSWORD}@mesin:porta/kkg", "%3A"),
        (f"postgresql://kkg:{PASSWORD}@mesin", "nama basis data"),
        (f"postgresql://kkg:{PASSWORD}@mesin/", "nama basis data"),
    ],
)
def test_an_address_that_is_none_gets_its_cure(url: str, cure: str) -> None:
    sentence = why_not_address(url) or ""
    assert cure in sentence
    assert PASSWORD not in sentence


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://app@/app?host=%2Fsrv%2Fkkg%2F.data%2Fsocket",
        "postgres://kkg:p%23a%2Fb@127.0.0.1:5433/kkg?sslmode=require&application_name=kkg",
        "postgresql://kkg:a@b:c@mesin/kkg",
        "postgresql://[::1]:5432/kkg",
    ],
)
def test_an_address_that_works_is_let_through(url: str) -> None:
    assert why_not_address(url, "mesin") is None


@pytest.mark.parametrize(
    ("url", "whole"),
    [
        ("postgresql://kkg@mesin/kkg?sslmode=require", "postgresql://kkg:a%2F%23%40b@mesin/kkg?sslmode=require"),
        ("postgresql://kkg@[::1]:5432/kkg", "postgresql://kkg:a%2F%23%40b@[::1]:5432/kkg"),
        ("postgresql://kkg:sendiri@mesin/kkg", "postgresql://kkg:sendiri@mesin/kkg"),
        ("postgresql:///kkg?host=%2Fsocket", "postgresql:///kkg?host=%2Fsocket"),
        ("postgresql://mesin:porta/kkg", "postgresql://mesin:porta/kkg"),
        ("", ""),
    ],
)
def test_a_password_that_is_kept_elsewhere_joins_the_account_that_has_none(url: str, whole: str) -> None:
    assert with_password(url, "a/#@b") == whole
    assert with_password(url, "") == url


VERIFIED = "sslmode=verify-full&sslrootcert=/srv/kkg/ca.pem"


@pytest.mark.parametrize(
    ("place", "is_refused"),
    [
        ("8.8.8.8/kkg", True),
        ("8.8.8.8:6432/kkg?sslmode=require", True),
        ("[2001:4860:4860::8888]/kkg?sslmode=verify-ca", True),
        ("/kkg?host=8.8.8.8", True),
        ("10.0.0.2,8.8.8.8/kkg", True),
        (f"8.8.8.8/kkg?{VERIFIED}", False),
        ("8.8.8.8,10.0.0.2/kkg?sslmode=prefer", True),
        ("127.0.0.1/kkg", False),
    ],
)
def test_a_database_in_the_open_net_must_prove_who_it_is(place: str, is_refused: bool) -> None:
    """Whatever the office trusts."""
    sentence = why_not_address(f"postgresql://kkg:{PASSWORD}@{place}", "8.8.8.8,10.0.0.2,2001:4860:4860::8888") or ""
    assert (f"di luar jaringan sendiri {UNPROVED}" in sentence) is is_refused
    assert PASSWORD not in sentence


@pytest.mark.parametrize(
    ("place", "trusted"),
    [
        ("10.0.0.2/kkg", "10.0.0.2"),
        ("192.168.1.9:5000/kkg?sslmode=require", "10.0.0.2, 192.168.1.9"),
        ("100.64.0.7/kkg?sslmode=verify-ca", "100.64.0.7"),
        ("[fd00::2]/kkg", "fd00::2"),
        ("Database/kkg", "DATABASE"),
        ("tidak-ada.invalid/kkg", "tidak-ada.invalid"),
        ("localhost/kkg?hostaddr=10.0.0.2", "10.0.0.2"),
        ("/kkg?host=10.0.0.2", "10.0.0.2"),
    ],
)
def test_one_on_an_own_network_must_prove_it_too_unless_the_office_names_it(place: str, trusted: str) -> None:
    url = f"postgresql://kkg:{PASSWORD}@{place}"
    for others in ("", "localhost,127.0.0.1", "10.0.0.22"):
        sentence = why_not_address(url, others)
        assert f"mesin lain {UNPROVED}" in sentence and "DATABASE_TRUSTED_HOSTS" in sentence
        assert PASSWORD not in sentence
    assert why_not_address(url, trusted) is None
    assert why_not_address(f"postgresql://kkg:{PASSWORD}@{place.partition('?')[0]}?{VERIFIED}") is None


@pytest.mark.parametrize("place", ["127.0.0.1/kkg", "[::1]/kkg", "localhost/kkg", "/kkg?host=%2Fsocket", "/kkg"])
def test_this_machine_needs_no_proof(place: str) -> None:
    assert why_not_address(f"postgresql://kkg@{place}") is None


@pytest.mark.parametrize(
    ("address", "refusal"), [("8.8.8.8", "di luar jaringan"), ("10.0.0.2", "mesin lain"), ("127.0.1.1", "")]
)
def test_a_name_is_judged_by_where_it_leads(address: str, refusal: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.getaddrinfo", lambda *_: [(2, 1, 6, "", (address, 0))])
    sentence = why_not_address("postgresql://kkg@db.kkg.example/kkg")
    assert refusal in sentence if refusal else sentence is None
    assert why_not_address(f"postgresql://kkg@db.kkg.example/kkg?{VERIFIED}") is None


@pytest.mark.parametrize(
    ("settings", "cure"),
    [
        ({"DATABASE_URL": f"postgresql://kkg:{PASSWORD}#x@mesin/kkg"}, "%23"),
        ({"DATABASE_URL": f"postgresql://kkg:{PASSWORD}@127.0.0.1:1/kkg"}, "tidak menjawab"),
        ({"DATABASE_URL": f"postgresql://kkg:{PASSWORD}@8.8.8.8/kkg"}, "sslmode=verify-full"),
        ({"DATABASE_URL": "kosong", "SECRET_KEY": " "}, "secrets.token_urlsafe"),
        ({"DATABASE_URL": "kosong", "REPLY_DAYS": "empat belas"}, "REPLY_DAYS"),
        ({"DATABASE_URL": "tidak-ada"}, "belum ada di PostgreSQL itu"),
    ],
    ids=lambda value: value if isinstance(value, str) else "-",
)
def test_a_fault_at_the_desk_is_a_sentence(desk: Desk, settings: dict[str, str], cure: str) -> None:
    name = settings["DATABASE_URL"]
    url = name if "://" in name else url_of({"kosong": migrated_template()}.get(name, name))
    done = desk.make("setup", **{**settings, "DATABASE_URL": url})
    assert done.returncode == 1
    assert cure in done.stdout
    assert "Traceback" not in done.stdout and PASSWORD not in done.stdout


def test_a_server_whose_site_cannot_be_set_up_ends_with_that_sentence(desk: Desk) -> None:
    done = desk.make("run", DATABASE_URL=f"postgresql://kkg:{PASSWORD}@127.0.0.1:1/kkg", PORT=str(free_port()))
    assert done.returncode == 1
    assert "tidak menjawab" in done.stdout
    assert "Traceback" not in done.stdout and "Siap" not in done.stdout


@pytest.mark.parametrize("code", [errno.EROFS, errno.ENOSPC, errno.EACCES])
def test_a_disk_that_refuses_is_a_sentence(code: int, capsys: pytest.CaptureFixture[str]) -> None:
    def write() -> None:
        raise OSError(code, "says the system", "/srv/kkg/.data")

    with pytest.raises(SystemExit, match="1"):
        run_command(write)
    assert "/srv/kkg/.data tidak dapat ditulis" in capsys.readouterr().err


def test_of_two_starts_at_once_the_later_is_told_and_the_printed_code_is_the_live_one(desk: Desk) -> None:
    port = str(free_port())
    with scratch("twice", migrated_template()) as url:
        both = [desk.start("run", DATABASE_URL=url, DEMO="0", PORT=port) for _ in "ab"]
        said = []
        for one in both:
            said.append("")
            for line in one.stdout:
                said[-1] += line
                if line.startswith("Siap:"):
                    one.send_signal(signal.SIGTERM)
            one.communicate()
        loser, winner = sorted(said, key=lambda text: "Siap:" in text)
        assert f"sedang dinyalakan di http://127.0.0.1:{port}/" in loser
        assert "kode ini" not in loser and len(re.findall(r"[A-Z2-9]{5}-[A-Z2-9]{5}", winner)) == 1
        live = run("SELECT count(*) FROM madrasah_accesslink WHERE kind = 'pertama' AND revoked_at IS NULL", url)
        assert live == [(1,)]
