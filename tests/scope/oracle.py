"""Who may see which rows, in the plainest form: one condition over joins, slow and easy to check by eye.

The product resolves the same rules to keys first; `test_scope_rules.py` holds both against each other.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db.models import Exists, F, Model, OuterRef, Q
from django.utils import timezone

from competency.models import (
    Assessment,
    Code,
    DistrictCube,
    Evidence,
    Finding,
    FollowUp,
    Guidance,
    MaterialIndicator,
    Meeting,
    MentorPair,
    Pairing,
    Revision,
    Rpp,
    Visit,
)
from kkg.models import (
    Certificate,
    CertificateBatch,
    CodedList,
    Decision,
    Letter,
    Material,
    Officer,
    PlannedSession,
    Problem,
    Programme,
    Session,
    SessionPhoto,
    Speaker,
    SpeakerMerge,
    Topic,
    WorkingGroup,
)
from madrasah.models import (
    Assignment,
    DataRequest,
    Erasure,
    Madrasah,
    MadrasahClosing,
    Person,
    PersonMerge,
    Placement,
    Removal,
)
from madrasah.scope import Scope, in_regions, not_over_at, open_at, scope_of

Rule = Callable[[Any], Q]
DAYS = timedelta(days=30)


def rows(model: type[Model], rule: Q) -> set[Any]:
    """Keys of the rows under the rule."""
    return set(model._base_manager.filter(rule).values_list("pk", flat=True))


# -- Working groups ---------------------------------------------------------------------------------
def _terms(user: Any) -> list[int]:
    terms = Officer.objects.open().filter(person=scope_of(user).person_id or 0)
    return list(terms.values_list("group", flat=True))


def _here(path: str) -> Q:
    places = f"{path}group_places__"
    return open_at(timezone.localdate(), places) | Q(**{f"{places}until": F(f"{path}ended_on")})


def _supervised(user: Any, path: str) -> Q:
    return Q(**{f"{path}group_places__madrasah__in": scope_of(user).supervises}) & _here(path)


def _regional(user: Any, path: str) -> Q:
    return in_regions(scope_of(user).registers_regions, f"{path}group_places__madrasah__region_id")


def seen(user: Any, path: str = "") -> Q:
    """Groups one belongs to, serves, supervises or registers."""
    here = Q(**{f"{path}group_places__madrasah__in": scope_of(user).belongs}) & _here(path)
    return Q(**{f"{path}pk__in": _terms(user)}) | here | _regional(user, path)


def run(user: Any, path: str = "") -> Q:
    """Groups one supervises or serves."""
    return Q(**{f"{path}pk__in": _terms(user)}) | _supervised(user, path)


def joined(user: Any, path: str = "") -> Q:
    """Groups in whose work one shares."""
    places = f"{path}group_places__"
    here = Q(**{f"{places}madrasah__in": scope_of(user).teaches_at}) & open_at(timezone.localdate(), places)
    return here | run(user, path)


def kept(user: Any, path: str = "") -> Q:
    """Groups whose places one keeps."""
    return _regional(user, path) | _supervised(user, path)


# -- What hangs on them -----------------------------------------------------------------------------
def _me(user: Any) -> int:
    return scope_of(user).person_id or 0


def _lately() -> Q:
    return Q(removed_at__gte=timezone.now() - DAYS)


def _photos(user: Any) -> Q:
    people: Any = SessionPhoto.people.through  # type: ignore[attr-defined]
    agreed = Q(person__consents__kind="foto", person__consents__withdrawn_on=None)
    unwilling = people.objects.exclude(pk__in=people.objects.filter(agreed))
    others = unwilling.exclude(person=_me(user)).values("sessionphoto")
    usable = Q(shows_others=False) & ~Q(pk__in=unwilling.values("sessionphoto"))
    own = Q(people=_me(user), shows_others=False) & ~Q(pk__in=others)
    kept_ones = Q(removed_at=None, session__removed_at=None)
    return kept_ones & seen(user, "session__group__") & (usable | own | run(user, "session__group__"))


# -- Sheets -----------------------------------------------------------------------------------------
def _as_kepala(scope: Scope, path: str) -> Q:
    posts, here = f"{path}teacher__placements__", f"{path}madrasah"
    still = Q(**{f"{posts}madrasah": F(here)}) & open_at(timezone.localdate(), posts)
    found = Q(**{f"{here}__in": scope.heads}) & still
    for term in scope.head_terms:
        during = Q(**{here: term.madrasah_id, f"{path}shared_at__date__gte": term.since})
        if term.until is not None:
            during &= Q(**{f"{path}shared_at__date__lte": term.until})
        found |= during
    return found


def _own(scope: Scope, path: str) -> Q:
    """Seen, or taken over, oneself; of nobody where the account is nobody's."""
    return Q(**{f"{path}observer": scope.person_id or 0}) | Q(**{f"{path}keeper": scope.person_id or 0})


def _offered(user: Any) -> Q:
    """Not closed, the keeper in no office there today nor appointed, the reader in one, and not about the reader."""
    scope, today = scope_of(user), timezone.localdate()
    offices = Assignment.objects.filter(open_at(today), role__in=["kepala", "pengawas"], person__removed_at=None)
    in_office = offices.filter(person=OuterRef("keeper"), madrasah=OuterRef("madrasah"))
    posts = Placement.objects.filter(open_at(today), person=OuterRef("keeper"), madrasah=OuterRef("madrasah"))
    peers = Visit.objects.filter(pk=OuterRef("visit"), is_peer=True, withdrawn_at=None, observer=OuterRef("keeper"))
    appointed = Q(Exists(peers)) & Q(Exists(posts.filter(person__removed_at=None)))
    open_ones = Q(removed_at=None) & ~Q(state="selesai") & ~Exists(in_office) & ~appointed
    mine = Q(madrasah__in=scope.supervises) | (Q(madrasah__in=scope.heads) & _as_kepala(scope, ""))
    return open_ones & mine & ~Q(teacher=scope.person_id or 0)


def _sheets(user: Any) -> Q:
    scope = scope_of(user)
    if scope.person_id is None:
        return Q(pk__in=[])
    read = Q(teacher=scope.person_id) | Q(madrasah__in=scope.supervises) | _as_kepala(scope, "")
    return Q(removed_at=None) & (_own(scope, "") | (Q(shared_at__isnull=False) & read))


def _followups(user: Any) -> Q:
    scope, sheet = scope_of(user), "assessment__"
    read = Q(owner=_me(user)) | Q(assessment__madrasah__in=scope.supervises) | _as_kepala(scope, sheet)
    mine = _own(scope, sheet)
    return Q(assessment__removed_at=None) & (mine | (Q(assessment__shared_at__isnull=False) & read))


def _visits(user: Any) -> Q:
    me, opened = Q(teacher=_me(user)) | Q(observer=_me(user)), Q(madrasah__in=scope_of(user).opens)
    return me | opened


def _mentor_pairs(user: Any) -> Q:
    """Own ones that were confirmed, and those of teachers where one heads or supervises."""
    own = Q(mentor=_me(user)) | Q(teacher=_me(user))
    return Q(confirmed_at__isnull=False) & own | Q(madrasah__in=scope_of(user).opens)


def _rated_together(user: Any) -> Q:
    """Own ones; of pairs in which nobody keeps it back, those with somebody who works where one is pengawas."""
    today, places = timezone.localdate(), {"madrasah__in": scope_of(user).supervises}
    guided = {
        *Placement.objects.filter(open_at(today), **places).values_list("person", flat=True),
        *Assignment.objects.filter(open_at(today), **places).values_list("person", flat=True),
    }
    kept_back = Pairing.objects.filter(ratings__shown_at=None)
    with_guided = Pairing.objects.filter(ratings__rater__in=guided, vignette="").exclude(pk__in=kept_back.values("pk"))
    own = Pairing.objects.filter(ratings__rater=_me(user))
    return Q(pk__in=own.values("pk")) | Q(pk__in=with_guided.values("pk"))


# -- People and places ------------------------------------------------------------------------------
def known(user: Any, path: str = "") -> Q:
    """Persons one may know, those deleted too."""
    scope, today = scope_of(user), timezone.localdate()
    posts, offices = f"{path}placements__", f"{path}assignments__"
    rule = Q(**{f"{path}pk": scope.person_id}) if scope.person_id else Q(pk__in=[])
    rule |= Q(**{f"{posts}madrasah__in": scope.knows}) & not_over_at(today, posts)
    rule |= Q(**{f"{offices}madrasah__in": scope.knows}) & not_over_at(today, offices)
    for column in (f"{posts}madrasah__region_id", f"{offices}madrasah__region_id", f"{path}home_region_id"):
        rule |= in_regions(scope.registers_regions, column)
    if scope.is_keeper:
        rule |= Q(**{f"{offices}region__isnull": False}) & not_over_at(today, offices)
    return rule


def _places(user: Any, path: str = "") -> Q:
    scope = scope_of(user)
    regions = in_regions(scope.registers_regions | scope.counts_regions, f"{path}region_id")
    return Q(**{f"{path}removed_at": None}) & (Q(**{f"{path}pk__in": scope.belongs}) | regions)


KEPT, OF_KEPT = Q(removed_at=None), Q(session__removed_at=None)
RULES: dict[tuple[type[Model], str], Rule] = {
    (WorkingGroup, "visible_to"): lambda user: KEPT & seen(user),
    (WorkingGroup, "run_by"): lambda user: KEPT & run(user),
    (WorkingGroup, "joined_by"): lambda user: KEPT & joined(user),
    (WorkingGroup, "kept_by"): lambda user: KEPT & kept(user),
    (Session, "visible_to"): lambda user: KEPT & seen(user, "group__"),
    (Session, "run_by"): lambda user: KEPT & run(user, "group__"),
    (Session, "restorable_by"): lambda user: (
        _lately() & run(user, "group__") & (Q(group__ended_on=None) | Q(group__ended_on__gte=F("date")))
    ),
    (Topic, "visible_to"): lambda user: OF_KEPT & seen(user, "session__group__"),
    (CodedList, "visible_to"): lambda user: OF_KEPT & seen(user, "session__group__"),
    (Programme, "visible_to"): lambda user: seen(user, "group__"),
    (Programme, "run_by"): lambda user: run(user, "group__"),
    (PlannedSession, "visible_to"): lambda user: seen(user, "programme__group__"),
    (Speaker, "visible_to"): lambda user: Q(person=None) & run(user, "group__"),
    (SpeakerMerge, "visible_to"): lambda user: Q(kept__person=None) & run(user, "kept__group__"),
    (Letter, "visible_to"): lambda user: run(user, "group__"),
    (CertificateBatch, "visible_to"): lambda user: run(user, "group__"),
    (Certificate, "visible_to"): lambda user: run(user, "group__") | Q(person=_me(user)),
    (Material, "visible_to"): lambda user: KEPT & seen(user, "group__"),
    (Material, "restorable_by"): lambda user: (
        _lately() & (seen(user, "group__") & Q(shared_by=_me(user)) | run(user, "group__"))
    ),
    (Problem, "visible_to"): lambda user: KEPT & seen(user, "group__"),
    (Problem, "restorable_by"): lambda user: (
        _lately() & (seen(user, "group__") & Q(brought_by=_me(user)) | run(user, "group__"))
    ),
    (Decision, "visible_to"): lambda user: OF_KEPT & (seen(user, "session__group__") | Q(owner=_me(user))),
    (Decision, "run_by"): lambda user: OF_KEPT & run(user, "session__group__"),
    (SessionPhoto, "visible_to"): _photos,
    (SessionPhoto, "run_by"): lambda user: KEPT & OF_KEPT & run(user, "session__group__"),
    (SessionPhoto, "restorable_by"): lambda user: _lately() & OF_KEPT & run(user, "session__group__"),
    (Assessment, "visible_to"): _sheets,
    (Assessment, "offered_to"): _offered,
    (FollowUp, "visible_to"): _followups,
    (Revision, "visible_to"): lambda user: Q(followup__in=rows(FollowUp, _followups(user))),
    (Visit, "visible_to"): _visits,
    (Rpp, "visible_to"): lambda user: Q(teacher=_me(user)) | Q(madrasah__in=scope_of(user).opens),
    (Guidance, "visible_to"): lambda user: KEPT & (Q(head=_me(user)) | Q(madrasah__in=scope_of(user).supervises)),
    (Guidance, "restorable_by"): lambda user: _lately() & Q(madrasah__in=scope_of(user).supervises),
    (Evidence, "visible_to"): lambda user: KEPT & (Q(writer=_me(user)) | Q(madrasah__in=scope_of(user).supervises)),
    (Evidence, "restorable_by"): lambda user: _lately() & Q(writer=_me(user)),
    (Code, "visible_to"): lambda user: KEPT & Q(owner=_me(user)),
    (Code, "restorable_by"): lambda user: _lately() & Q(owner=_me(user)),
    (Finding, "visible_to"): lambda user: KEPT & Q(writer=_me(user)),
    (Finding, "restorable_by"): lambda user: _lately() & Q(writer=_me(user)),
    (MentorPair, "visible_to"): _mentor_pairs,
    (Meeting, "visible_to"): lambda user: KEPT & Q(pair__in=rows(MentorPair, _mentor_pairs(user))),
    (Meeting, "restorable_by"): lambda user: _lately() & Q(logged_by=_me(user)),
    (DistrictCube, "visible_to"): lambda user: in_regions(scope_of(user).counts_regions, "region_id"),
    (Pairing, "visible_to"): _rated_together,
    (MaterialIndicator, "visible_to"): lambda user: Q(material__removed_at=None) & seen(user, "material__group__"),
    (Madrasah, "visible_to"): _places,
    (Person, "visible_to"): lambda user: KEPT & known(user),
    (Person, "known_to"): known,
    (PersonMerge, "visible_to"): lambda user: Q(kept__removed_at=None) & known(user, "kept__"),
    (MadrasahClosing, "visible_to"): lambda user: _places(user, "madrasah__"),
    (DataRequest, "visible_to"): lambda user: (
        Q(person=_me(user)) | (known(user, "person__") if scope_of(user).registers_regions else Q(pk__in=[]))
    ),
    (Erasure, "visible_to"): lambda user: known(user, "person__") if scope_of(user).registers_regions else Q(pk__in=[]),
    (Removal, "visible_to"): lambda user: (
        Q(restored_at=None, created_at__gte=timezone.now() - DAYS) & known(user, "person__")
    ),
}
