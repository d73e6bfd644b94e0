"""What all apps say about merging two records of one person. Composes, decides nothing."""

import competency.merging
import kkg.merging
from madrasah.merges import folds
from madrasah.merges.rules import MergingRules

MERGING_RULES = MergingRules(
    folds={**folds.FOLDS, **kkg.merging.FOLDS, **competency.merging.FOLDS},
    afterwards=(competency.merging.settle_scores,),
    why_not_undo=(competency.merging.why_not_undo,),
)
