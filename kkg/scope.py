"""Which working groups a person belongs to or runs: Scope joined with terms of office (decisions.md 10)."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from madrasah.scope import in_regions, open_at, scope_of


@dataclass(frozen=True)
class OfficerTerms:
    """Primary keys of groups where the person is an officer today."""

    serves: frozenset[int] = frozenset()
    chairs: frozenset[int] = frozenset()


def officer_terms_of(user: Any) -> OfficerTerms:
    """Open terms of the user, read once per user object."""
    if not hasattr(user, "_officer_terms"):
        user._officer_terms = _read_terms(user)
    return user._officer_terms


def _read_terms(user: Any) -> OfficerTerms:
    if scope_of(user).person_id is None:
        return OfficerTerms()
    terms = list(user.person.officer_terms.open().values_list("group_id", "office"))
    return OfficerTerms(
        serves=frozenset(group for group, _ in terms),
        chairs=frozenset(group for group, office in terms if office == "ketua"),
    )


def groups_seen_by(user: Any, path: str = "") -> Q:
    """Groups the user belongs to, serves, supervises or registers; `path` leads to the group ("group__")."""
    scope = scope_of(user)
    here = Q(**{f"{path}group_places__madrasah__in": scope.belongs}) & _here(path)
    regional = in_regions(scope.registers_regions, f"{path}group_places__madrasah__region_id")
    return Q(**{f"{path}pk__in": officer_terms_of(user).serves}) | here | regional


def _here(path: str) -> Q:
    """Places held today, and those held to the last day by a group that has ended: it stays readable."""
    places = f"{path}group_places__"
    to_the_end = Q(**{f"{places}until": F(f"{path}ended_on")})
    return open_at(timezone.localdate(), places) | to_the_end


def supervised_by(user: Any, path: str = "") -> Q:
    """Groups with a place today, or on their last day, at a madrasah that the user supervises."""
    return Q(**{f"{path}group_places__madrasah__in": scope_of(user).supervises}) & _here(path)


def groups_run_by(user: Any, path: str = "") -> Q:
    """Groups whose sessions the user runs: as pengawas of one of its places, or as an officer in term."""
    return Q(**{f"{path}pk__in": officer_terms_of(user).serves}) | supervised_by(user, path)


def groups_joined_by(user: Any, path: str = "") -> Q:
    """Groups whose work one shares in: as a teacher at one of its places, an officer, or its pengawas."""
    places = f"{path}group_places__"
    here = Q(**{f"{places}madrasah__in": scope_of(user).teaches_at}) & open_at(timezone.localdate(), places)
    return here | groups_run_by(user, path)


def groups_reopened_by(user: Any, path: str = "") -> Q:
    """Groups whose closed sessions the user may open again: pengawas or ketua (decisions.md 10)."""
    return Q(**{f"{path}pk__in": officer_terms_of(user).chairs}) | supervised_by(user, path)


def groups_kept_by(user: Any, path: str = "") -> Q:
    """Groups whose places and officers the user keeps: pengawas, or operator of a place's region."""
    regions = scope_of(user).registers_regions
    return in_regions(regions, f"{path}group_places__madrasah__region_id") | supervised_by(user, path)
