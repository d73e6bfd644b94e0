"""Persons: list, one, new, edit; their posts, moves, diplomas and certificates."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.forms import succeeds
from core.http import get_or_post
from core.paging import page_of
from core.refusals import Refused, refuse_if
from core.removal import lately_deleted
from madrasah.actions.papers import add_paper, remove_paper, restore_paper
from madrasah.actions.people import (
    add_person,
    add_post,
    call_off_post,
    edit_person,
    end_placement,
    move_person,
)
from madrasah.forms.people import (
    CertificateForm,
    DegreeForm,
    EndForm,
    NewPersonForm,
    PersonFilter,
    PersonForm,
    RegionOfficeForm,
    WorkForm,
)
from madrasah.guards import actor, get_visible_or_404
from madrasah.models import Degree, Person, TeachingCertificate
from madrasah.permissions import (
    why_not_activate,
    why_not_add_person,
    why_not_change_office,
    why_not_edit_person,
    why_not_edit_placement,
    why_not_import,
    why_not_merge,
)
from madrasah.presenters import account_words, identity_facts
from madrasah.reports.accounts import with_state
from madrasah.scope import scope_of
from madrasah.views.madrasahs import edits

PER_PAGE = 30
PAPERS: dict[str, tuple[Any, Any]] = {
    "ijazah": (Degree, DegreeForm),
    "sertifikat": (TeachingCertificate, CertificateForm),
}


@require_safe
def person_list(request: HttpRequest) -> HttpResponse:
    """Those whose identity the user may know."""
    form = PersonFilter(request.GET, user=request.user)
    asked = form.cleaned_data if form.is_valid() else {}
    text = asked.get("q", "")
    found = Person.objects.visible_to(request.user).named(text).by_name(is_search=bool(text)).with_work()
    if asked.get("madrasah") is not None:
        found = found.working_at(asked["madrasah"], timezone.localdate())
    page = page_of(
        found, request.GET.get("halaman"), PER_PAGE, is_counted=not scope_of(request.user).registers_regions
    )
    context = {
        "filter_form": form,
        "page": page,
        "may_add": why_not_add_person(request.user) is None,
        "may_import": why_not_import(request.user) is None,
    }
    return render(request, "madrasah/person_list.html", context)


@require_safe
def person_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Identity, posts, papers, offices and the state of the account. A merged record leads to the other."""
    try:
        person: Any = get_visible_or_404(with_state(Person.objects).with_standing(), request, pk=pk)
    except Http404:
        kept = get_visible_or_404(Person, request, merged_from=pk)
        return redirect("madrasah:person-detail", kept.pk)
    facts, missing = identity_facts(person)
    context = {
        "account": account_words(person),
        "facts": facts,
        "missing": missing,
        "person": person,
        "posts": [(post, why_not_edit_placement(request.user, post)) for post in person.placements.all()],
        "offices": [
            (office, why_not_change_office(request.user, office)) for office in person.assignments.all()
        ],
        "degrees": list(person.degrees.all()),
        "certificates": list(person.teaching_certificates.all()),
        "why_not_edit": why_not_edit_person(request.user, person),
        "why_not_activate": why_not_activate(request.user, person),
        "may_add": why_not_add_person(request.user) is None,
        "may_merge": why_not_merge(request.user, person) is None,
        "merges": list(person.merges.live().select_related("dropped", "by__person")),
    }
    return render(request, "madrasah/person_detail.html", context)


@get_or_post
def person_new(request: HttpRequest) -> HttpResponse:
    """A person together with the first post or office."""
    refuse_if(why_not_add_person(request.user))
    form, work = NewPersonForm(request.POST or None), _work_form(request)
    if request.method == "POST" and form.is_valid() and work.is_valid():
        person = _try_to_add(request, form, work) if form.is_sure(work.cleaned_data.get("madrasah")) else None
        if person is not None:
            _tell_doubt(request, form)
            messages.success(request, f"{person} sudah ditambahkan.")
            return redirect("madrasah:person-detail", person.pk)
    return render(request, "madrasah/person_new.html", {"form": form, "work": work})


@get_or_post
def person_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Identity; the second of two editors is told."""
    person = get_visible_or_404(Person, request, pk=pk)
    refuse_if(why_not_edit_person(request.user, person))
    form = PersonForm(request.POST or None, instance=person)
    if edits(request, form, edit_person, person=person):
        _tell_doubt(request, form)
        messages.success(request, "Data sudah disimpan.")
        return redirect("madrasah:person-detail", pk)
    return render(request, "madrasah/person_form.html", {"form": form, "person_pk": pk})


@get_or_post
def placement_new(request: HttpRequest, pk: int) -> HttpResponse:
    """A further post for somebody already known."""
    person = get_visible_or_404(Person, request, pk=pk)
    refuse_if(why_not_add_person(request.user))
    form = WorkForm(request.POST or None, user=request.user, posts_only=True)
    if request.method == "POST" and form.is_valid() and succeeds(
        form, add_post, person=person, placement=form.post(), by=actor(request)
    ):  # fmt: skip
        messages.success(request, "Tempat tugas sudah ditambahkan.")
        return redirect("madrasah:person-detail", pk)
    return render(request, "madrasah/placement_form.html", {"form": form, "person": person})


@get_or_post
def placement_end(request: HttpRequest, pk: int, placement_pk: int) -> HttpResponse:
    """The last day of a post."""
    person, placement = _placement(request, pk, placement_pk)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and succeeds(
        form, end_placement, placement=placement, by=actor(request), **form.cleaned_data
    ):  # fmt: skip
        messages.success(request, f"Tugas {person} di {placement.madrasah} sudah diakhiri.")
        return back_to_person(request, pk)
    return render(request, "madrasah/placement_end.html", {"form": form, "placement": placement})


@get_or_post
def placement_move(request: HttpRequest, pk: int, placement_pk: int) -> HttpResponse:
    """To another madrasah: the old post ends the day before."""
    person, placement = _placement(request, pk, placement_pk)
    form = WorkForm(request.POST or None, user=request.user, posts_only=True)
    if request.method == "POST" and form.is_valid() and succeeds(
        form, move_person, placement=placement, to=form.post(), by=actor(request)
    ):  # fmt: skip
        messages.success(request, f"{person} sudah dipindahkan. Riwayat lama tetap tersimpan.")
        return back_to_person(request, pk)
    return render(request, "madrasah/placement_move.html", {"form": form, "placement": placement})


@require_POST
def placement_call_off(request: HttpRequest, pk: int, placement_pk: int) -> HttpResponse:
    """A post or move that has not begun is taken back."""
    person, placement = _placement(request, pk, placement_pk)
    try:
        call_off_post(placement=placement, by=actor(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Rencana tugas {person} di {placement.madrasah} dibatalkan.")
    return back_to_person(request, pk)


@get_or_post
def paper_new(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """A diploma ("ijazah") or a teaching certificate ("sertifikat")."""
    person = get_visible_or_404(Person, request, pk=pk)
    refuse_if(why_not_edit_person(request.user, person))
    model, form_kind = PAPERS[kind]
    form = form_kind(request.POST or None, instance=model(person=person))
    if request.method == "POST" and form.is_valid() and succeeds(
        form, add_paper, paper=form.instance, by=actor(request)
    ):  # fmt: skip
        messages.success(request, f"{form.instance} sudah ditambahkan.")
        return redirect("madrasah:person-detail", pk)
    context = {"form": form, "person": person, "kind": kind, "removed": lately_deleted(model, person=person)}
    return render(request, "madrasah/paper_form.html", context)


@require_POST
def paper_remove(request: HttpRequest, pk: int, kind: str, paper_pk: int) -> HttpResponse:
    """Take back a paper typed by mistake."""
    person = get_visible_or_404(Person, request, pk=pk)
    refuse_if(why_not_edit_person(request.user, person))
    remove_paper(paper=get_object_or_404(PAPERS[kind][0], pk=paper_pk, person=person), by=actor(request))
    messages.success(request, f"Sudah dihapus. Bila keliru, kembalikan lewat Tambah {kind}.")
    return redirect("madrasah:person-detail", pk)


@require_POST
def paper_restore(request: HttpRequest, pk: int, kind: str, event: int) -> HttpResponse:
    """Bring back a paper deleted by mistake."""
    person = get_visible_or_404(Person, request, pk=pk)
    refuse_if(why_not_edit_person(request.user, person))
    deletion = get_object_or_404(lately_deleted(PAPERS[kind][0], person=person), pgh_id=event)
    try:
        paper = restore_paper(event=deletion, by=actor(request))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"{paper} sudah dikembalikan.")
    return redirect("madrasah:person-detail", pk)


def _work_form(request: HttpRequest) -> Any:
    """What somebody may be added as: the keeper gives offices of regions, the others posts and offices."""
    kind = RegionOfficeForm if scope_of(request.user).is_keeper else WorkForm
    return kind(request.POST or None, user=request.user)


def _try_to_add(request: HttpRequest, form: NewPersonForm, work: Any) -> Person | None:
    person: Person = form.instance
    done = succeeds(work, add_person, person=person, work=work.chosen(), by=actor(request))
    return person if done else None


def _placement(request: HttpRequest, pk: int, placement_pk: int) -> Any:
    person = get_visible_or_404(Person, request, pk=pk)
    placement = get_object_or_404(person.placements.select_related("madrasah", "person"), pk=placement_pk)
    refuse_if(why_not_edit_placement(request.user, placement))
    return person, placement


def back_to_person(request: HttpRequest, pk: int) -> HttpResponse:
    """To the person, or to the list if the person has left the user's sight."""
    if Person.objects.visible_to(request.user).filter(pk=pk).exists():
        return redirect("madrasah:person-detail", pk)
    return redirect("madrasah:person-list")


def _tell_doubt(request: HttpRequest, form: PersonForm) -> None:
    doubt = form.doubt()
    if doubt:
        messages.warning(request, doubt)
