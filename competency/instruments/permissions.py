"""Why an instrument may not be published, taken off the offer or put back: one Indonesian sentence, or None."""

from typing import TYPE_CHECKING

from django.conf import settings

from madrasah.scope import scope_of

if TYPE_CHECKING:
    from competency.instruments.models import Instrument
    from madrasah.models import User


def why_not_manage(user: "User") -> str | None:
    """Instruments are everybody's: the keeper and the operators of a region look after them."""
    scope = scope_of(user)
    if scope.is_keeper or scope.registers_regions:
        return None
    return "Instrumen diterbitkan dan ditarik oleh operator wilayah atau pengelola sistem."


def why_not_republish(found: "Instrument | None", checksum: str) -> str | None:
    """A version once published is never changed; `found` has its code and version."""
    if found is None or found.checksum == checksum:
        return None
    return (
        f"Instrumen {found.code} versi {found.version} sudah diterbitkan dengan isi yang berbeda. "
        "Versi yang sudah terbit tidak boleh diubah: beri nomor versi baru pada berkasnya."
    )


def why_not_retire(user: "User", instrument: "Instrument") -> str | None:
    """What the four competencies are summarised from is replaced by a new version, never just taken away."""
    if reason := why_not_manage(user):
        return reason
    if instrument.code == settings.SUMMARY_INSTRUMENT:
        return "Ringkasan empat kompetensi memakai instrumen ini. Untuk menggantinya, terbitkan versi barunya."
    return None
