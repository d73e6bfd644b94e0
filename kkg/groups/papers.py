"""The head of every paper of a KKG."""

from datetime import date
from typing import Any

from core.formats import date_plain
from kkg.groups.models import WorkingGroup

NO_NUMBER = "…………"
Data = dict[str, Any]


def heading(group: WorkingGroup, title: str, dated: date) -> Data:
    """What templates/papers/base.typ needs, and the number's place until there is one."""
    return {
        "title": f"{title} {group}",
        "letterhead": group.letterhead.splitlines() or [group.name],
        "dated": f"{group.city or '…………………'}, {date_plain(dated)}",
        "number": NO_NUMBER,
        "standing": "",
    }
