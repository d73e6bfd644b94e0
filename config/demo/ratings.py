"""One lesson of the demo that the kepala and the pengawas scored without seeing each other's values."""

from random import Random
from uuid import UUID

from competency.agreement.actions import begin_pairing, save_rating
from competency.models import Instrument
from config.demo.days import Days, moment
from config.demo.people import Village
from config.demo.plans import PROFILE

CLOSE = 0.75  # how often the two agree


def score_together(village: Village, days: Days, luck: Random) -> None:
    """Both are done, so that what came of it can be read."""
    day, instrument = days.school_day(3, 1), Instrument.objects.offered().get(code=PROFILE)
    pairing = begin_pairing(
        instrument=instrument,
        partner=village.person("daeng"),
        lesson="Matematika kelas V, jam pertama",
        seen_on=day,
        client_token=UUID(int=luck.getrandbits(128)),
        by=village.users["baso"],
    )
    values = instrument.definition.scale.values
    first = {code: luck.choice(values[1:]) for code in sorted(instrument.definition.codes)}
    second = {code: value if luck.random() < CLOSE else luck.choice(values) for code, value in first.items()}
    for name, answers in (("baso", first), ("daeng", second)):
        save_rating(pairing=pairing, answers=answers, is_done=True, by=village.users[name], at=moment(day, 10))
