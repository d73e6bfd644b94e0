"""What all apps say about the last day of a madrasah. Composes, decides nothing."""

import competency.closing
import kkg.closing
from madrasah.closings import rules
from madrasah.closings.rules import ClosingRules

CLOSING_RULES = ClosingRules(
    follow=(*rules.CLOSING_RULES, *kkg.closing.CLOSING_RULES, *competency.closing.CLOSING_RULES),
    why_not_undo=(kkg.closing.why_not_undo, competency.closing.why_not_undo),
)
