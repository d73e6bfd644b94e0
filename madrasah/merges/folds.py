"""What becomes of this app's own rows when two records of one person become one."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from core import fields
from core.formats import date_plain, date_span
from core.steps import Plan, Step, change, remove
from madrasah.accounts.models import AccessLink
from madrasah.merges.rules import ACCOUNT, TEXTS, Pair, differing, folding, moving, staying
from madrasah.people.models import Person
from madrasah.periods import lasts
from madrasah.qualifications.models import Degree, TeachingCertificate
from madrasah.users.models import User
from madrasah.work.models import Assignment, Placement


def fold_identity(pair: Pair) -> Plan:
    """The record goes out of every list; what it knew and the other did not is taken over."""
    gone = change(pair.dropped, f"data {pair.dropped}", removed_at=timezone.now(), merged_into_id=pair.kept.pk)
    after = _identity_after(pair)
    if not after:
        return Plan((gone,))
    words = [f"{label_of(name)} menjadi “{_shown(pair.dropped, name)}”." for name in after if name in TEXTS]
    step = change(pair.kept, f"data diri {pair.kept}", **after)
    return Plan((gone, step), tuple(words))


def _identity_after(pair: Pair) -> dict[str, Any]:
    asked = set(differing(pair.kept, pair.dropped))
    after = {
        name: getattr(pair.dropped, name)
        for name in TEXTS
        if (pair.takes(name) if name in asked else getattr(pair.dropped, name) and not getattr(pair.kept, name))
    }
    if pair.dropped.is_inpassing and not pair.kept.is_inpassing:
        after["is_inpassing"] = True
    if pair.dropped.home_region_id and not pair.kept.home_region_id:
        after["home_region_id"] = pair.dropped.home_region_id
    return after


def label_of(name: str) -> str:
    word = fields.label_of(Person, name)
    return word[0].upper() + word[1:]


def _shown(person: Person, name: str) -> str:
    value = getattr(person, name)
    return date_plain(value) if isinstance(value, date) else str(value)


def fold_earlier_merges(pair: Pair) -> Plan:
    """Records merged into the one that goes now lead to the one that stays."""
    rows = pair.dropped.merged_from.all()
    return Plan(moving(rows, "merged_into_id", pair, "data yang digabungkan lebih dulu").steps)


# -- Account and links ---------------------------------------------------------------------------------


def accounts_of(pair: Pair) -> tuple[User | None, User | None]:
    """The account of each record, or None."""
    return getattr(pair.kept, "user", None), getattr(pair.dropped, "user", None)


def both_used(pair: Pair) -> bool:
    """Whether somebody must say which log-in goes on."""
    accounts = accounts_of(pair)
    return all(account is not None and _is_used(account) for account in accounts)


def _is_used(account: User) -> bool:
    return account.has_usable_password() or account.last_login is not None


def fold_account(pair: Pair) -> Plan:
    """One log-in goes on; the other is shut and stays with the record that went. Its sessions end."""
    mine, other = accounts_of(pair)
    if other is None:
        return Plan()
    if mine is None:
        words = (f"{pair.kept} masuk dengan nama masuk {other.username}.",)
        return Plan((change(other, "akun", person_id=pair.kept.pk),), words)
    swaps = pair.takes(ACCOUNT) if both_used(pair) else _is_used(other) and not _is_used(mine)
    chosen, shut = (other, mine) if swaps else (mine, other)
    return Plan(
        _swap(pair, mine, other) if swaps else (change(other, "akun", **_shut()),),
        (f"{pair.kept} masuk dengan nama masuk {chosen.username}; akun {shut.username} ditutup.",),
    )


def _shut() -> dict[str, Any]:
    return {"is_active": False, "closed_at": timezone.now(), "closed_reason": "digabungkan"}


def _swap(pair: Pair, mine: User, other: User) -> tuple[Step, ...]:
    away = change(mine, "akun", person_id=None, **_shut())
    over = change(other, "akun", person_id=pair.kept.pk)
    mine.person_id = None
    back = change(mine, "akun", person_id=pair.dropped.pk)
    mine.person_id = pair.kept.pk
    return away, over, back


def fold_links(pair: Pair) -> Plan:
    """Links move; open ones to set a password die: they were issued for somebody who held less."""
    live = AccessLink.objects.filter(used_at=None, revoked_at=None, person__in=[pair.kept, pair.dropped])
    open_links = list(live.filter(kind__in=(AccessLink.Kind.ACTIVATION, AccessLink.Kind.RESET)))
    shut = tuple(change(link, "tautan pribadi", revoked_at=timezone.now()) for link in open_links)
    words = ("Tautan pribadi yang belum dipakai ditutup; buat yang baru bila perlu.",) if open_links else ()
    rows = pair.dropped.access_links.all()
    return Plan(shut + moving(rows, "person_id", pair, "tautan pribadi").steps, words)


# -- Posts, offices, papers ----------------------------------------------------------------------------


def fold_placements(pair: Pair) -> Plan:
    """The same post at the same madrasah on overlapping dates becomes one, from the first to the last day."""
    return _fold_terms(pair, "placements", "tempat tugas", _post_key, _one_post)


def fold_offices(pair: Pair) -> Plan:
    """An office both hold at one place becomes one in the same way; definitive wins over Plt."""
    return _fold_terms(pair, "assignments", "tugas", _office_key, _one_office)


def _post_key(post: Placement) -> tuple[Any, ...]:
    return post.madrasah_id, post.post


def _office_key(office: Assignment) -> tuple[Any, ...]:
    return office.role, office.madrasah_id or 0, office.region_id or ""


def _one_post(run: Sequence[Placement]) -> dict[str, Any]:
    return {
        "is_home": any(post.is_home for post in run),
        "class_name": next((post.class_name for post in run if post.class_name), ""),
        "subject_id": next((post.subject_id for post in run if post.subject_id), None),
    }


def _one_office(run: Sequence[Assignment]) -> dict[str, Any]:
    return {"is_acting": all(office.is_acting for office in run)}


def _fold_terms(
    pair: Pair, relation: str, noun: str, key: Callable[[Any], Any], rest_of: Callable[[Any], dict[str, Any]]
) -> Plan:
    mine, other = getattr(pair.kept, relation), getattr(pair.dropped, relation)
    plan, settled = Plan(), set()
    for run in _overlapping([*mine.all(), *other.all()], key):
        stays = next(term for term in run if term.person_id == pair.kept.pk)
        gone = [term for term in run if term is not stays]
        settled |= {term.pk for term in gone}
        wanted = change(stays, noun, **_span(run), **rest_of([stays, *gone]))
        said = f"{_term_words(stays)} tercatat dua kali dan menjadi satu: {date_span(**_span(run))}."
        plan += Plan((*(remove(term, noun) for term in gone), wanted), (said,))
    return plan + moving(other.exclude(pk__in=settled), "person_id", pair, noun)


def _overlapping(terms: list[Any], key: Callable[[Any], Any]) -> list[list[Any]]:
    """Runs of two or more with the same key, each overlapping one before it."""
    runs: list[list[Any]] = []
    for term in sorted(terms, key=lambda row: (key(row), row.since)):
        last = runs[-1] if runs else []
        same = bool(last) and key(last[0]) == key(term)
        if same and any(lasts(row, term.since) for row in last):
            last.append(term)
        else:
            runs.append([term])
    return [run for run in runs if len(run) > 1]


def _span(run: Sequence[Any]) -> dict[str, Any]:
    ends = [term.until for term in run]
    return {"since": min(term.since for term in run), "until": None if None in ends else max(filter(None, ends))}


def _term_words(term: Any) -> str:
    return f"Tugas {term}" if isinstance(term, Assignment) else f"{term.get_post_display()} di {term.madrasah}"


def fold_degrees(pair: Pair) -> Plan:
    """The same diploma twice is one; what was empty is filled."""
    return _fold_qualifications(pair, pair.kept.degrees.all(), pair.dropped.degrees.all(), _degree_key, "ijazah")


def fold_certificates(pair: Pair) -> Plan:
    """The same certificate twice is one."""
    mine, other = pair.kept.teaching_certificates.all(), pair.dropped.teaching_certificates.all()
    return _fold_qualifications(pair, mine, other, _certificate_key, "sertifikat pendidik")


def _degree_key(degree: Degree) -> tuple[str, str]:
    return degree.level, degree.programme


def fold_consents(pair: Pair) -> Plan:
    """One open yes of a kind, or to a picture, is enough; what was taken back moves as it is."""
    open_ones = set(pair.kept.consents.filter(withdrawn_on=None).values_list("kind", "file"))
    other = list(pair.dropped.consents.all())
    twice = [row for row in other if row.withdrawn_on is None and (row.kind, row.file_id) in open_ones]
    rest = [row for row in other if row not in twice]
    noun = "izin foto"
    return Plan(tuple(remove(row, noun) for row in twice)) + moving(rest, "person_id", pair, noun)


def _certificate_key(paper: TeachingCertificate) -> tuple[str, str]:
    return paper.field_code, paper.number


def _fold_qualifications(pair: Pair, mine: Any, other: Any, key: Callable[[Any], Any], noun: str) -> Plan:
    known = {key(paper): paper for paper in mine}
    steps: list[Step] = []
    rest = []
    for paper in other:
        same = known.get(key(paper))
        if same is None:
            rest.append(paper)
            continue
        steps.append(remove(paper, noun))
        filled = {name: getattr(paper, name) for name in _empty_parts(same) if getattr(paper, name)}
        steps += [change(same, noun, **filled)] if filled else []
    words = (f"{len(other) - len(rest)} {noun} yang sama menjadi satu.",) if len(rest) < len(other) else ()
    return Plan(tuple(steps), words) + moving(rest, "person_id", pair, noun)


def _empty_parts(paper: Any) -> list[str]:
    names = ("institution", "graduated_on", "issued_on")
    return [name for name in names if hasattr(paper, name) and not getattr(paper, name)]


FOLDS = folding(
    {
        "madrasah.Person.merged_into": fold_earlier_merges,
        "madrasah.User.person": fold_account,
        "madrasah.AccessLink.person": fold_links,
        "madrasah.Placement.person": fold_placements,
        "madrasah.Assignment.person": fold_offices,
        "madrasah.Degree.person": fold_degrees,
        "madrasah.TeachingCertificate.person": fold_certificates,
        "madrasah.Consent.person": fold_consents,
        "madrasah.Removal.person": staying,
        "madrasah.DataRequest.person": "permintaan tentang data pribadi",
        "madrasah.Erasure.person": staying,  # who was erased is merged no more
        "madrasah.PersonMerge.kept": staying,
        "madrasah.PersonMerge.dropped": staying,
    }
)
