"""The rows of each list are those of the plain rule, for everybody in random countries."""

from collections import Counter

import pytest
from django.apps import apps

from madrasah.models import User
from tests.scope.oracle import RULES, rows
from tests.scope.worlds import World

SEEDS, MOST_USERS = range(4), 10
VERBS = ("visible_to", "known_to", "run_by", "joined_by", "kept_by", "offered_to", "restorable_by")
OWN_ONLY = {"Device", "ImportRun", "ImportRow", "Instrument", "Pack"}  # no scope: one's own, or everybody's
ELSEWHERE = {("Madrasah", "restorable_by")}  # tests/madrasah/places/test_madrasahs.py


@pytest.mark.parametrize("seed", SEEDS)
def test_everybody_sees_the_rows_of_the_rule_and_no_other(db: None, seed: int) -> None:
    world, wrong = World(seed), {}
    seen: Counter = Counter()
    for user in User.objects.select_related("person").filter(pk__in=world.readers(MOST_USERS)):
        for (model, verb), rule in RULES.items():
            wanted = rows(model, rule(user))
            found = list(getattr(model.objects, verb)(user).values_list("pk", flat=True))
            seen[model.__name__] += len(wanted)
            if sorted(map(str, found)) != sorted(map(str, wanted)):
                wrong[user.username, model.__name__, verb] = (set(found) ^ wanted, len(found))
    assert wrong == {}
    assert len(seen) == len({model for model, _ in RULES})


def test_every_rule_of_scope_is_held_against_its_plain_form() -> None:
    asked = {
        (model.__name__, verb)
        for model in apps.get_models()
        for verb in VERBS
        if hasattr(model._default_manager, verb) and model.__name__ not in OWN_ONLY
    }
    assert asked - ELSEWHERE == {(model.__name__, verb) for model, verb in RULES}
