"""Who may put a narasumber's name right."""

from typing import TYPE_CHECKING

from kkg.groups.permissions import why_not_run_group

if TYPE_CHECKING:
    from kkg.speakers.models import Speaker
    from madrasah.models import User


def why_not_mend_speaker(user: "User", speaker: "Speaker") -> str | None:
    """Those who run the group, an outsider only: a person's name is kept with the person."""
    if speaker.person_id:
        return "Nama orang yang terdaftar diubah di data orangnya."
    return why_not_run_group(user, speaker.group)
