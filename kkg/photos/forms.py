"""Photos of a session: several files at once, who is seen on one, and a consent that was given by mouth."""

from collections.abc import Sequence
from typing import Any

from django import forms

from core.files import Upload
from core.formats import joined
from core.forms import FormBase, RowForm, offer
from core.uploads import FileBox
from kkg.attendance.rosters import known_people, present_guests, present_people
from kkg.photos.models import SessionPhoto
from kkg.sessions.models import Session
from kkg.sessions.permissions import MOST_AT_ONCE, why_not_so_many
from madrasah.models import Person
from madrasah.work.namesakes import PeopleChoice, told_apart

HOW = ["Lisan, saat pertemuan", "Lewat WhatsApp", "Surat bertanda tangan"]


class ManyFiles(FileBox):
    """A file box that takes several."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A list of uploads, each checked as one file."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Upload]:
        """The uploads; ValidationError when there are none, or too many at once."""
        uploads = data if isinstance(data, list | tuple) else [data]
        if reason := why_not_so_many(len(uploads)):
            raise forms.ValidationError(reason)
        return [super(FilesField, self).clean(upload, initial) for upload in uploads or [None]]


class PhotosForm(FormBase, forms.Form):
    """Pictures of one session with one caption; who is seen is said for each of them afterwards."""

    submit_word = "Unggah"
    photos = FilesField(
        label="Foto",
        widget=ManyFiles(attrs={"accept": "image/*"}),
        help_text=f"Boleh beberapa sekaligus, paling banyak {MOST_AT_ONCE}; tiap foto paling besar 5 MB.",
    )
    caption = forms.CharField(label="Keterangan", required=False, max_length=160)
    shows_nobody = forms.BooleanField(label="Tidak ada orang pada foto-foto ini", required=False)


class PhotoForm(RowForm[SessionPhoto]):
    """Caption and who is seen."""

    people = PeopleChoice(
        Person.objects.none(), label="Siapa yang tampak", required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = SessionPhoto
        fields = ["caption", "people", "shows_others"]
        help_texts = {"shows_others": "Hapus centang ini bila semua yang tampak sudah dicentang, atau tidak ada orang."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = [person.pk for person in self.initial["people"]]
        offer(self.fields["people"], known_people(self.instance.session, *seen))


class GroupPhotoForm(FormBase, forms.Form):
    """All who were present are seen, and agreed by mouth; the exceptions are ticked."""

    submit_word = "Simpan foto bersama"
    all_seen = forms.BooleanField(label="Semua yang hadir tampak")
    spoke = forms.BooleanField(required=False)
    absent = PeopleChoice(
        Person.objects.none(), label="Kecuali, tidak tampak", required=False, widget=forms.CheckboxSelectMultiple
    )
    absent_guests = forms.MultipleChoiceField(
        label="Tamu yang tidak tampak", required=False, widget=forms.CheckboxSelectMultiple
    )
    guests_spoke = forms.BooleanField(required=False)

    def __init__(self, *args: Any, session: Session, by: Person | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["spoke"].label = f"Izin lisan dari semua yang tampak, dicatat oleh {by or 'saya'}"
        self.present = offer(self.fields["absent"], present_people(session))
        self._ask_of(present_guests(session))
        self.refresh_fields()

    def _ask_of(self, guests: list[str]) -> None:
        """Guests are asked about by name, or not at all."""
        if not guests:
            del self.fields["absent_guests"], self.fields["guests_spoke"]
            return
        asked: Any = self.fields["absent_guests"]
        asked.choices = [(guest, guest) for guest in guests]
        self.fields["guests_spoke"].label = f"Tamu yang tampak ikut menyatakan izin: {joined(guests)}"

    @property
    def said(self) -> dict[str, Any]:
        """What `describe_group` takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "all_seen"}


class SpokenConsentForm(FormBase, forms.Form):
    """A yes written down for who has no account, with how it was given."""

    submit_word = "Catat izin"
    person = forms.ChoiceField(label="Yang mengizinkan")
    note = forms.ChoiceField(label="Cara memberi izin", choices=[(words, words) for words in HOW])

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        field: Any = self.fields["person"]
        names = told_apart(people)
        field.choices = [("", "Pilih …"), *((key, names[person.pk]) for key, person in self.people.items())]

    def clean_person(self) -> Person:
        """The one behind the choice."""
        return self.people[self.cleaned_data["person"]]
