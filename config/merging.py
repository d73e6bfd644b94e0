"""What all apps say about merging two records of one person. Composes, decides nothing."""

import competency.merging
import kkg.merging
import madrasah.merging
from madrasah.merging import Floors

FLOORS = Floors(
    folds={**madrasah.merging.FOLDS, **kkg.merging.FOLDS, **competency.merging.FOLDS},
    afterwards=(competency.merging.settle_scores,),
    why_not_undo=(competency.merging.why_not_undo,),
)
