"""Which databases there are, and what a connection to each is told at its start.

DATABASE_URL is where pages read and write. Long work (run_jobs, migrate, backups) goes to DATABASE_DIRECT_URL where
that is set, past a pooler; reports read from DATABASE_REPLICA_URL (config/replica.py).
"""

from typing import Any

from django.core.checks import CheckMessage, Info
from django.core.exceptions import ImproperlyConfigured

from config.environment import env, required
from tools.addresses import unproved_hosts, why_not_address, with_password

# What serves pages (config/wsgi.py) ends a statement that would occupy the site, and reads short lists whole;
# long work has its time, and reads its long ones piece by piece.
SERVES_PAGES = env.bool("SERVES_PAGES", default=False)
DIRECT_URL = env.str("DATABASE_DIRECT_URL", default="")
REPLICA_URL = env.str("DATABASE_REPLICA_URL", default="")
# A pooler lends a server for one transaction: nothing may be said to it for longer, nor a cursor stay open.
IS_POOLED = env.bool("DATABASE_POOLED", default=False) and (SERVES_PAGES or not DIRECT_URL)
_seconds = env.int("STATEMENT_SECONDS", default=20)
_of_pages = {"statement_timeout": f"{_seconds}s", "jit": "off"}
_of_pages |= {"max_parallel_workers_per_gather": "0"}  # many readers at once need the cores
CHOSEN = {"random_page_cost": "1.1", **(_of_pages if SERVES_PAGES else {})}  # storage without moving heads


def databases() -> dict[str, Any]:
    """As Django's DATABASES. Raises ImproperlyConfigured with the cure when an address is none."""
    name = "DATABASE_DIRECT_URL" if DIRECT_URL and not SERVES_PAGES else "DATABASE_URL"
    found = {"default": _database(name, CHOSEN)}
    if REPLICA_URL and SERVES_PAGES:
        found["replica"] = _database("DATABASE_REPLICA_URL", {**CHOSEN, "default_transaction_read_only": "on"})
        found["replica"]["OPTIONS"]["connect_timeout"] = 2  # reports wait no longer for one that is away
        found["replica"]["TEST"] = {"MIRROR": "default"}
    return found


def unproved(**_asked: Any) -> list[CheckMessage]:
    """For `check --deploy`: each machine that the office lets answer without a proof (DATABASE_TRUSTED_HOSTS)."""
    given = filter(None, (env.str("DATABASE_URL", default=""), DIRECT_URL, REPLICA_URL))
    hosts = sorted({host for url in given for host in unproved_hosts(url)})
    said = "{} menjawab sebagai basis data tanpa bukti siapa dia, karena ditulis di DATABASE_TRUSTED_HOSTS."
    hint = "Benar hanya bila tidak ada orang lain di jaringan antara keduanya; jika ada: sslmode=verify-full."
    return [Info(said.format(host), hint=hint, id="kkg.I001") for host in hosts]


def _database(name: str, chosen: dict[str, str]) -> dict[str, Any]:
    url = with_password(required(name), env.str("DATABASE_PASSWORD", default=""))
    if fault := why_not_address(url, env.str("DATABASE_TRUSTED_HOSTS", default="")):
        raise ImproperlyConfigured(fault.replace("DATABASE_URL", name))
    told: dict[str, Any] = env.db_url_config(url)
    session = {} if IS_POOLED else {"options": " ".join(f"-c {word}={value}" for word, value in chosen.items())}
    return {
        **told,
        "OPTIONS": {**session, "connect_timeout": 10, **told.get("OPTIONS", {})},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": SERVES_PAGES or IS_POOLED,
    }
