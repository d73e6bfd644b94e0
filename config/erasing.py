"""What all apps say about erasing a person, and the job that goes by it. Composes, decides nothing."""

from functools import partial

import competency.erasing
import kkg.erasing
import madrasah.erasing
from core.jobs import progress
from madrasah.erasures.models import Erasure
from madrasah.erasures.rules import ErasingRules
from madrasah.erasures.sweeping import finish_erasure


def erasing(job_id: int, erasure: int) -> None:
    """The job: everything that is left to do for one erasure."""
    row = Erasure.objects.select_related("person").get(pk=erasure)
    finish_erasure(erasure=row, rules=ERASING_RULES, tell=partial(progress, job_id))


ERASING_RULES = ErasingRules(
    words={**madrasah.erasing.WORDS, **kkg.erasing.WORDS, **competency.erasing.WORDS},
    codes={**madrasah.erasing.CODES, **kkg.erasing.CODES, **competency.erasing.CODES},
    own={**madrasah.erasing.OWN, **kkg.erasing.OWN, **competency.erasing.OWN},
    gone=madrasah.erasing.GONE,
    photos={**kkg.erasing.PHOTOS, **competency.erasing.PHOTOS},
    unread={**kkg.erasing.UNREAD, **competency.erasing.UNREAD},
    first=(*madrasah.erasing.FIRST, *kkg.erasing.FIRST, *competency.erasing.FIRST),
    why_not=(kkg.erasing.why_not_erase,),
    begin=erasing,
)
