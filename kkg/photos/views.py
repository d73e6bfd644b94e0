"""Photos of a session: the page, one photo, its file, deleting; and who agreed to be shown."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from core.files import serve
from core.formats import joined
from core.forms import refusals_on, succeeds
from core.http import get_or_post
from core.refusals import refuse_if
from kkg.photos.actions import add_photos, describe_group, describe_photo, remove_photo, restore_photo
from kkg.photos.forms import GroupPhotoForm, PhotoForm, PhotosForm, SpokenConsentForm
from kkg.photos.models import SessionPhoto
from kkg.photos.reports import people_on_photos
from kkg.sessions.models import Session
from kkg.sessions.permissions import why_not_add_photos, why_not_keep_photos
from madrasah.guards import actor, get_visible_or_404
from madrasah.models import Person
from madrasah.people.actions import give_photo_consent, withdraw_photo_consent
from madrasah.people.permissions import why_not_record_consent


@get_or_post
def session_photos(request: HttpRequest, pk: int) -> HttpResponse:
    """The photos this reader may see, and new ones by those who run the group."""
    session = get_visible_or_404(Session, request, pk=pk)
    why_not_add = why_not_add_photos(actor(request), session)
    if request.method == "POST":
        refuse_if(why_not_add)
    form = PhotosForm(request.POST or None, request.FILES or None)
    if form.is_valid() and succeeds(
        form,
        add_photos,
        session=session,
        uploads=form.cleaned_data["photos"],
        by=actor(request),
        caption=form.cleaned_data["caption"],
        shows_nobody=form.cleaned_data["shows_nobody"],
    ):
        messages.success(request, "Foto disimpan. Tandai siapa yang tampak supaya bisa dipakai di laporan.")
        return redirect("kkg:session-photos", pk)
    return render(request, "kkg/photos/session_photos.html", _page(request, session, form, why_not_add))


def _page(request: HttpRequest, session: Session, form: PhotosForm, why_not_add: str | None) -> dict[str, Any]:
    photos = SessionPhoto.objects.visible_to(request.user).filter(session=session)
    usable = set(SessionPhoto.objects.usable().filter(session=session).values_list("pk", flat=True))
    removed = SessionPhoto.objects.restorable_by(request.user).filter(session=session)
    return {
        "session": session,
        "form": form,
        "why_not": why_not_keep_photos(actor(request), session),
        "why_not_add": why_not_add,
        "photos": [
            {"photo": photo, "people": [str(person) for person in photo.people.all()], "is_usable": photo.pk in usable}
            for photo in photos.select_related("session").prefetch_related("people")
        ],
        "removed": removed.select_related("session"),
    }


@require_safe
def photo_file(request: HttpRequest, pk: int) -> FileResponse:
    """The picture, through the door of its row; never kept by the browser, because consent may end."""
    answer = serve(get_visible_or_404(SessionPhoto, request, pk=pk).file)
    answer["Cache-Control"] = "private, no-store"
    return answer


@get_or_post
def photo_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what and who is seen."""
    photo = _kept(request, pk)
    form = PhotoForm(request.POST or None, instance=photo)
    if form.is_valid() and succeeds(form, describe_photo, photo=photo, by=actor(request), **form.cleaned_data):
        messages.success(request, "Keterangan foto disimpan.")
        return redirect("kkg:session-photos", photo.session_id)
    return render(request, "kkg/photos/form.html", {"photo": photo, "form": form})


@get_or_post
def photo_group(request: HttpRequest, pk: int) -> HttpResponse:
    """Say at once that all who were present are seen, and that they agreed."""
    photo, user = _kept(request, pk), actor(request)
    form = GroupPhotoForm(request.POST or None, session=photo.session, by=user.person)
    if form.is_valid():
        with refusals_on(form):
            unwilling = describe_group(photo=photo, by=user, **form.said)
            messages.success(request, f"Foto bersama disimpan: {photo.people.count()} orang tampak.")
            if unwilling:
                names = joined([str(person) for person in unwilling])
                messages.warning(request, f"Foto belum bisa dipakai: {names} pernah mencabut izinnya.")
            photo.refresh_from_db()
            if photo.shows_others:
                messages.warning(request, "Foto belum bisa dipakai: izin tamu yang tampak belum dicatat.")
            return redirect("kkg:session-photos", photo.session_id)
    return render(request, "kkg/photos/group_form.html", {"photo": photo, "form": form})


@require_POST
def photo_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete for 30 days."""
    photo = _kept(request, pk)
    remove_photo(photo=photo, by=actor(request))
    messages.success(request, "Foto dihapus. Bila keliru, kembalikan dari bagian Baru dihapus.")
    return redirect("kkg:session-photos", photo.session_id)


@require_POST
def photo_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a deleted photo back."""
    photo = get_object_or_404(SessionPhoto.objects.restorable_by(request.user), pk=pk)
    restore_photo(photo=photo, by=actor(request))
    messages.success(request, "Foto dikembalikan.")
    return redirect("kkg:session-photos", photo.session_id)


@get_or_post
def session_consents(request: HttpRequest, pk: int) -> HttpResponse:
    """Who of this session agreed; a yes by mouth is written down, a no is heeded at once."""
    session = get_visible_or_404(Session, request, pk=pk)
    refuse_if(why_not_keep_photos(actor(request), session))
    people = people_on_photos(session)
    asked = [
        person for person, yes in people if not (yes and yes.is_standing) and why_not_record_consent(person) is None
    ]
    if request.method == "POST" and "cabut" in request.POST:
        return _withdraw(request, pk, [person for person, consent in people if consent])
    form = SpokenConsentForm(request.POST or None, people=asked)
    if form.is_valid():
        give_photo_consent(by=actor(request), **form.cleaned_data)
        messages.success(request, f"Izin {form.cleaned_data['person']} dicatat.")
        return redirect("kkg:session-consents", pk)
    context = {"session": session, "people": people, "form": form, "asked": asked}
    return render(request, "kkg/photos/session_consents.html", context)


def _withdraw(request: HttpRequest, pk: int, agreed: list[Person]) -> HttpResponse:
    person = next((one for one in agreed if str(one.pk) == request.POST["cabut"]), None)
    if person:
        withdraw_photo_consent(person=person, by=actor(request))
        messages.success(request, f"Izin {person} dicabut dan langsung berlaku.")
    return redirect("kkg:session-consents", pk)


def _kept(request: HttpRequest, pk: int) -> SessionPhoto:
    """A photo for those who run its group."""
    photo: SessionPhoto = get_visible_or_404(SessionPhoto, request, pk=pk)
    refuse_if(why_not_keep_photos(actor(request), photo.session))
    return photo
