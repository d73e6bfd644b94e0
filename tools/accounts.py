"""As whom the programs of PostgreSQL run, which refuse to be root. Standard library only, as tools/postgres.py."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.console import Stop
from tools.project import ROOT

# The server's own environment must not steer it elsewhere.
ENVIRONMENT = {
    key: value for key, value in os.environ.items() if not key.startswith("PG") and not key.startswith("LC_")
}


@dataclass(frozen=True)
class Account:
    """Who runs the server's programs: the owner of its files as the system sees it, and how to become him."""

    uid: int
    gid: int
    prefix: tuple[str, ...] = ()
    becomes: bool = False

    def run(self, *command: object, text: str | None = None) -> subprocess.CompletedProcess[str]:
        """Run `command` as this account from `/`, with `text` as its input, and keep what it prints."""
        return subprocess.run(
            [*self.prefix, *map(str, command)],
            input="" if text is None else text,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd="/",
            env=ENVIRONMENT,
            check=False,
            user=self.uid if self.becomes else None,
            group=self.gid if self.becomes else None,
            extra_groups=[] if self.becomes else None,
        )

    def give(self, path: Path) -> None:
        """Make `path` and all in it belong to this account."""
        for folder, _, files in os.walk(path):
            for one in (folder, *(os.path.join(folder, name) for name in files)):
                if os.lstat(one).st_uid != self.uid:
                    os.chown(one, self.uid, self.gid, follow_symlinks=False)

    def can_serve(self, binaries: Path, folder: Path) -> bool:
        """Whether this account can run the programs and write in `folder` (which it then owns)."""
        try:
            self.give(folder)
            probe = self.run("sh", "-c", '"$0" --version && cd "$1" && test -w .', binaries / "postgres", folder)
        except OSError:
            return False
        return probe.returncode == 0


def account_for(binaries: Path, folder: Path) -> Account:
    """PostgreSQL refuses uid 0, so root looks for another: the owner of the folder, itself under another
    number in a user namespace, or a service account. No user is created and no parent folder is changed.
    """
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    for account in _accounts_for_root(folder):
        if account.can_serve(binaries, folder):
            return account
    raise Stop(
        "PostgreSQL tidak boleh berjalan sebagai root, dan tidak ada akun lain yang dapat membaca folder "
        "ini. Pindahkan proyek ke luar folder root (misalnya /srv/kkg) atau jalankan sebagai pengguna biasa."
    )


def _accounts_for_root(folder: Path) -> Iterator[Account]:
    for owner in (folder.stat(), ROOT.stat()):
        if owner.st_uid != 0:
            yield _become(owner.st_uid, owner.st_gid)
    if shutil.which("unshare"):
        yield Account(0, 0, prefix=("unshare", "--user", "--map-user=1000", "--map-group=1000"))
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        yield _become(entry.pw_uid, entry.pw_gid)


def _become(uid: int, gid: int) -> Account:
    return Account(uid, gid, becomes=True)
