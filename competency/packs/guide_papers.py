"""The pengawas' report on a semester, as PDF."""

from datetime import date
from typing import Any

from competency.packs.guide_reports import guide_report
from competency.recap.papers import ends, tables_paper
from madrasah.models import Madrasah, Semester, User
from madrasah.scope import scope_of

Data = dict[str, Any]
TITLE = "Laporan dan analisis pendampingan"
ASKED = ["Analisis penyebab", "Kesimpulan", "Rekomendasi"]


def guide_paper(user: User, semester: Semester, today: date) -> Data:
    """Everything templates/papers/tables.typ prints; what the numbers mean is left to the pen."""
    facts, tables = guide_report(user, semester, today)
    return tables_paper(TITLE, semester, facts, tables, **ends(only_place(user), user, today), asked=ASKED)


def only_place(user: User) -> Madrasah | None:
    """The one madrasah somebody guides, whose head stands on the papers then."""
    guided = scope_of(user).supervises
    found = Madrasah.objects.visible_to(user).filter(pk__in=guided).select_related("region") if len(guided) == 1 else ()
    return next(iter(found), None)
