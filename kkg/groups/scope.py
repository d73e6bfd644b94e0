"""Which working groups a person belongs to or runs: Scope joined with terms of office (decisions.md 10).

Rules are answered with primary keys, so that every list filters by an indexed column.
"""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils import timezone

from madrasah.scope import Scope, scope_of

TODAY, LAST_DAY, REGION = "hari ini", "hari terakhir", "wilayah"

# Every page and every action asks this, and to have it built anew costs ten times what it takes to answer.
TIES = f"""
SELECT office, group_id, 0 FROM kkg_officer JOIN madrasah_person ON madrasah_person.id = person_id
 WHERE person_id = %(person)s AND since <= %(day)s AND (until IS NULL OR until >= %(day)s) AND removed_at IS NULL
UNION
SELECT '{TODAY}', group_id, madrasah_id FROM kkg_groupplace
 WHERE madrasah_id = ANY(%(own)s) AND since <= %(day)s AND (until IS NULL OR until >= %(day)s)
UNION
SELECT '{LAST_DAY}', place.group_id, place.madrasah_id
  FROM kkg_groupplace place JOIN kkg_workinggroup ended ON ended.id = place.group_id
 WHERE place.madrasah_id = ANY(%(own)s) AND place.until = ended.ended_on
"""  # noqa: S608 - the words are ours
# Apart, since who registers no region would look through all madrasah in vain.
TIES_OF_REGIONS = f"""
UNION
SELECT '{REGION}', place.group_id, 0
  FROM kkg_groupplace place JOIN madrasah_madrasah madrasah ON madrasah.id = place.madrasah_id
 WHERE madrasah.region_id = ANY(%(regions)s)"""  # noqa: S608 - the word is ours
BELOW = " OR madrasah.region_id LIKE %({})s"  # one each, for an index answers no LIKE ANY


@dataclass(frozen=True)
class Groups:
    """Primary keys of groups by what ties the person to them today."""

    serves: frozenset[int] = frozenset()
    chairs: frozenset[int] = frozenset()
    supervised: frozenset[int] = frozenset()
    taught: frozenset[int] = frozenset()  # one teaches at a place it has today
    near: frozenset[int] = frozenset()  # one has to do with a place it has today, or had on its last day
    regional: frozenset[int] = frozenset()
    offices: frozenset[str] = frozenset()  # held in `serves`


def groups_seen_by(user: Any) -> frozenset[int]:
    """Groups the user belongs to, serves, supervises or registers."""
    groups = _groups_of(user)
    return groups.serves | groups.near | groups.regional


def groups_served_by(user: Any) -> frozenset[int]:
    """Groups whose officer the user is today."""
    return _groups_of(user).serves


def offices_of(user: Any) -> frozenset[str]:
    """Values of Officer.Office that the user holds today."""
    return _groups_of(user).offices


def hub_of(user: Any) -> int | None:
    """The one group that stands for KKG to this user: the only one served, else the only one seen.

    None for who keeps groups: theirs is the list, where new ones are made.
    """
    groups = _groups_of(user)
    own = groups.serves or groups.near
    return min(own) if len(own) == 1 and not groups_kept_by(user) else None


def groups_run_by(user: Any) -> frozenset[int]:
    """Groups whose sessions the user runs: as pengawas of one of its places, or as an officer in term."""
    groups = _groups_of(user)
    return groups.serves | groups.supervised


def groups_joined_by(user: Any) -> frozenset[int]:
    """Groups whose work one shares in: as a teacher at one of its places, an officer, or its pengawas."""
    return _groups_of(user).taught | groups_run_by(user)


def groups_reopened_by(user: Any) -> frozenset[int]:
    """Groups whose closed sessions the user may open again: pengawas or ketua (decisions.md 10)."""
    groups = _groups_of(user)
    return groups.chairs | groups.supervised


def groups_kept_by(user: Any) -> frozenset[int]:
    """Groups whose places and officers the user keeps: pengawas, or operator of a place's region."""
    groups = _groups_of(user)
    return groups.regional | groups.supervised


def _groups_of(user: Any) -> Groups:
    """Read once per user object (that is: once per request)."""
    if not hasattr(user, "_groups"):
        user._groups = _read_groups(scope_of(user))
    found: Groups = user._groups
    return found


def _read_groups(scope: Scope) -> Groups:
    """One query: the person's terms, places of groups at own madrasah, and groups of own regions."""
    if scope.person_id is None:
        return Groups()
    regions = list(scope.registers_regions)
    below = {f"below_{number}": f"{code}.%" for number, code in enumerate(regions)}
    asked: dict[str, Any] = {
        "person": scope.person_id,
        "day": timezone.localdate(),
        "own": list(scope.belongs),
        "regions": regions,
    }
    statement = TIES + TIES_OF_REGIONS + "".join(map(BELOW.format, below)) if regions else TIES
    with connection.cursor() as cursor:
        cursor.execute(statement, {**asked, **below})
        return _sorted_by_tie(scope, cursor.fetchall())


def _sorted_by_tie(scope: Scope, rows: list[tuple[str, int, int]]) -> Groups:
    placed = [(tie, group, madrasah) for tie, group, madrasah in rows if madrasah]
    return Groups(
        serves=frozenset(group for tie, group, madrasah in rows if not madrasah and tie != REGION),
        chairs=frozenset(group for tie, group, _ in rows if tie == "ketua"),
        supervised=frozenset(group for _, group, madrasah in placed if madrasah in scope.supervises),
        taught=frozenset(group for tie, group, madrasah in placed if tie == TODAY and madrasah in scope.teaches_at),
        near=frozenset(group for _, group, _ in placed),
        regional=frozenset(group for tie, group, _ in rows if tie == REGION),
        offices=frozenset(tie for tie, _, madrasah in rows if not madrasah and tie != REGION),
    )
