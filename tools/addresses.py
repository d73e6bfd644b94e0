"""The address of a database, its parts, and what is wrong with it: no piece is repeated, it holds a password."""

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import SplitResult, parse_qs, quote, unquote, urlsplit

SCHEMES = ("postgresql", "postgres", "pgsql", "psql")
SAMPLE = "postgresql://akun:sandi@mesin/basisdata"
UNPROVED = (
    "tanpa memeriksa siapa yang menjawab. Tambahkan di belakang alamatnya ?sslmode=verify-full&sslrootcert=/…/ca.pem "
    "(docs/pasang.md, “Basis data”)"
)
OWN = "atau hapus barisnya agar PostgreSQL bawaan dipakai"


def why_not_address(url: str, trusted: str = "") -> str | None:
    """The sentence with its cure when `url` (DATABASE_URL) cannot be that of a PostgreSQL, else None.

    One on another machine must prove who it is; `trusted` (DATABASE_TRUSTED_HOSTS, names with commas) lets those off
    that stand on an own network. The rule: docs/keamanan.md, V12.3.
    """
    parts = _split(url)
    if "://" not in url:
        return f"DATABASE_URL bukan alamat basis data. Tulis seperti {SAMPLE} di .env, {OWN}."
    if url.partition("://")[0].lower() not in SCHEMES:
        return f"DATABASE_URL harus menunjuk PostgreSQL, bukan basis data lain: {SAMPLE}. Perbaiki di .env, {OWN}."
    if parts is None or _is_torn(parts):
        return (
            "Alamat di DATABASE_URL terputus oleh tanda khusus di akun atau sandinya. Tulis tanda itu dengan kode: "
            "# menjadi %23, / menjadi %2F, ? menjadi %3F, @ menjadi %40, : menjadi %3A, [ menjadi %5B."
        )
    if not parts.path.strip("/"):
        return f"DATABASE_URL belum menyebut nama basis data di belakang nama mesin: {SAMPLE}."
    unproved = unproved_hosts(url)
    if any(map(_stands_outside, unproved)):
        return f"DATABASE_URL menuju mesin di luar jaringan sendiri {UNPROVED}, atau pakai alamat jaringan sendiri."
    if set(unproved) - {name.strip().lower() for name in trusted.split(",")}:
        return (
            f"DATABASE_URL menuju mesin lain {UNPROVED}; atau, bila tidak ada orang lain di jaringan antara keduanya, "
            "tulis nama mesinnya di DATABASE_TRUSTED_HOSTS."
        )
    return None


def unproved_hosts(url: str) -> list[str]:
    """The machines besides this one with which `url` speaks without asking who answers."""
    named = libpq(url)
    if named.get("PGSSLMODE") == "verify-full":
        return []
    hosts = f"{named.get('PGHOST', '')},{named.get('PGHOSTADDR', '')}".lower().split(",")
    return [host for host in hosts if host and not host.startswith("/") and not _is_here(host)]


def with_password(url: str, password: str) -> str:
    """`url` with `password` where it names an account and no password; else as it is."""
    parts = _split(url)
    if not password or parts is None or not parts.username or parts.password is not None:
        return url
    account, _, place = parts.netloc.rpartition("@")
    return parts._replace(netloc=f"{account}:{quote(password, safe='')}@{place}").geturl()


def libpq(url: str) -> dict[str, str]:
    """The parts of `url` by the names under which PostgreSQL's programs look for them."""
    parts = urlsplit(url)
    options = {f"PG{key.upper()}": values[0] for key, values in parse_qs(parts.query).items()}
    named = {
        "PGHOST": parts.hostname,
        "PGPORT": parts.port and str(parts.port),
        "PGUSER": parts.username and unquote(parts.username),
        "PGPASSWORD": parts.password and unquote(parts.password),
        "PGDATABASE": unquote(parts.path[1:]),
    }
    return {**{name: value for name, value in named.items() if value}, **options}


def _stands_outside(host: str) -> bool:
    """Whether it has an address of the open net. A name of one word is of the own net; an unknown one leads nowhere."""
    return bool(set(".:").intersection(host)) and any(place.is_global for place in _places(host))


def _is_here(host: str) -> bool:
    """Whether it is this machine, and nothing else besides."""
    places = _places(host)
    return bool(places) and all(place.is_loopback for place in places)


def _places(host: str) -> list[IPv4Address | IPv6Address]:
    """Where a name leads; nowhere when nobody knows it."""
    try:
        return [ip_address(place[0]) for *_, place in socket.getaddrinfo(host, None)]
    except (OSError, UnicodeError):
        return []


def _split(url: str) -> SplitResult | None:
    """None where the machine or the port cannot be read."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts


def _is_torn(parts: SplitResult) -> bool:
    """A sign of the password ended the part it stands in, so that the rest fell into a later one."""
    options = [word for word in parts.query.split("&") if word]
    return bool("#" in parts.geturl() or "@" in parts.path + parts.query or any("=" not in word for word in options))
