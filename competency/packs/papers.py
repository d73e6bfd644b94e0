"""What every pack has besides its papers: its readme, and for the proofs of guidance a cover."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from competency.packs.models import KEPT_DAYS
from core.formats import ended, moment_long
from core.packs import Piece
from madrasah.models import User

Data = dict[str, Any]
NOTHING_MISSING = "Tidak ada yang kurang."


@dataclass(frozen=True)
class Contents:
    """What goes into a pack, and the words about it; `name` is that of the ZIP."""

    name: str
    pieces: Sequence[Piece]
    missing: Sequence[str]
    about: Callable[[Sequence[str]], str]


@dataclass(frozen=True)
class About:
    """The readme: a title, who had it made and when, what stands where, what is missing, and what to mind."""

    title: str
    owner: User
    at: datetime
    parts: Sequence[str]
    missing: Sequence[str] = ()
    notes: Sequence[str] = field(default_factory=tuple)

    def words(self, failed: Sequence[str]) -> str:
        """As plain text, `failed` among what is missing."""
        moment = moment_long(timezone.localtime(self.at))
        lines = [self.title.upper(), "", ended(f"Dibuat {moment} untuk {self.owner.person}"), *self.notes, ""]
        lines += ["ISI", *(f"- {one}" for one in self.parts), ""]
        lines += ["YANG TIDAK ADA DI SINI", *(f"- {one}" for one in [*self.missing, *failed])]
        lines += [] if self.missing or failed else [NOTHING_MISSING]
        lines += ["", CARE]
        return "\n".join(lines) + "\n"


CARE = (
    "Paket ini memuat data pribadi. Simpan seperti Anda menyimpan map di lemari yang terkunci, dan kirim hanya kepada "
    f"yang berhak. Di aplikasi, berkas ini dibuang sendiri sesudah {KEPT_DAYS} hari; Anda dapat membuatnya lagi."
)
