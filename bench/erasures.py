"""A person erased in a country: `BENCH_DATABASE=… python -m bench.erasures [log-in …]`, undone at the end.

Once under a name that nobody else bears, once under the person's own, which in a country of bench/country.py thousands
bear. Told are the seconds of what is shut at once and of the job; of the job those of the search, which reads every
column of words for a pattern and so each table whole, and what else takes long or walks a long table.
"""

import os
import sys
import time
from collections import deque
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tools import postgres

os.environ["DATABASE_URL"] = os.environ.get("BENCH_DATABASE") or postgres.ensure_running()
os.environ.update(SECRET_KEY="only-for-bench", ALLOWED_HOSTS="testserver", DEBUG="0")  # noqa: S106
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"

import django

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.utils.timezone import localdate  # noqa: E402

from bench.statements import ANY, Heaviest  # noqa: E402
from config.erasing import ERASING_RULES  # noqa: E402
from madrasah.erasures.actions import erase_person  # noqa: E402
from madrasah.erasures.sweeping import finish_erasure, unfrozen  # noqa: E402
from madrasah.models import Assignment, Erasure, Person, Placement, User  # noqa: E402

NAME, SHOWN = "Zulkarnain Pertandasari", 8
SEARCH = "~*"


def main() -> None:
    """Each log-in twice, in a transaction that is undone."""
    connection.queries_log = deque(maxlen=10**6)
    for log_in in sys.argv[1:] or ["aminah-01"]:
        for name in (NAME, ""):
            with transaction.atomic():
                _erase(User.objects.get(username=log_in), name)
                transaction.set_rollback(True)


def _erase(user: User, name: str) -> None:
    person = _ready(user, name)
    by = User.objects.get(username="jafar-01")
    alike = Person.objects.filter(name=person.name).count()
    print(f"\n## {user.username}: a name borne by {alike:,}\n")
    rules: dict[str, Any] = {"rules": ERASING_RULES}
    _told("at once", lambda: erase_person(person=person, reason="Surat", by=by, **rules))
    erasure = Erasure.objects.get(person=person)
    _told("the job", lambda: finish_erasure(erasure=erasure, tell=lambda _done, _total: None, **rules))
    erasure.refresh_from_db()
    print(f"{erasure.replaced:,} values replaced, {erasure.left:,} rows with something alike left")


def _ready(user: User, name: str) -> Person:
    """As the operator leaves it before: no post, no office, the account closed. `name` everywhere, if any."""
    person = user.person
    assert person is not None  # noqa: S101 - readers of the demo have one
    for terms in (Placement, Assignment):
        terms.objects.filter(person=person).update(until=localdate() - timedelta(days=1))
    User.objects.filter(pk=user.pk).update(is_active=False)
    if name:
        with unfrozen():
            Person.objects.filter(pk=person.pk).update(name=name)
            Person.pgh_event_model.objects.filter(pgh_obj=person.pk).update(name=name)
        person.refresh_from_db()
    return Person.objects.get(pk=person.pk)


def _told(label: str, work: Callable[[], object]) -> None:
    """Seconds of it, then its statements: how long the search took, and the others that took longest or walk."""
    heaviest, begun = Heaviest(ANY), time.monotonic()
    heaviest.look_at(label, work)
    seconds = time.monotonic() - begun
    for kind, is_search in (("search", True), ("other", False)):
        found = sorted((one for one in heaviest.found.values() if (SEARCH in one[2]) is is_search), reverse=True)
        print(f"{label}: {seconds:.1f} s; {kind}: {sum(one[0] for one in found):.1f} s in {len(found)} statements")
        for took, _, sql in found[:SHOWN]:
            print(f"  {1000 * took:>8,.0f} ms  {' '.join(sql.split())[:160]}")
    heaviest.found = {shape: one for shape, one in heaviest.found.items() if SEARCH not in one[2]}
    for said in heaviest.walks():
        print(f"  {said}")


if __name__ == "__main__":
    main()
