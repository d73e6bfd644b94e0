"""What all apps say about the last day of a madrasah. Composes, decides nothing."""

import competency.closing
import kkg.closing
import madrasah.closing
from madrasah.closing import Followers

FOLLOWERS = Followers(
    follow=(*madrasah.closing.FOLLOW, *kkg.closing.FOLLOW, *competency.closing.FOLLOW),
    why_not_undo=(kkg.closing.why_not_undo, competency.closing.why_not_undo),
)
