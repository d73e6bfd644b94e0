"""What all apps say about a new school year. Composes, decides nothing."""

import competency.opening
import kkg.opening
from madrasah.school_years import rules
from madrasah.school_years.rules import OpeningRules

OPENING_RULES = OpeningRules(
    follow=(*rules.OPENING_RULES, *kkg.opening.OPENING_RULES, *competency.opening.OPENING_RULES)
)
