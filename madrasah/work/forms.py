"""Forms on posts and offices. Offered are places and offices the user may give."""

from typing import Any, cast

from django import forms
from django.utils import timezone

from core.forms import FormBase
from madrasah.grants import grantable_at, grantable_in_region, why_not_grant
from madrasah.people.forms import SHORT_IDENTITY, PersonForm, offer
from madrasah.people.models import Person
from madrasah.people.names import comparison_key
from madrasah.places.models import Madrasah, Region, Subject
from madrasah.roles import Role, role_label
from madrasah.users.models import User
from madrasah.work.models import Assignment, Placement

SINCE_HINT = "Boleh tanggal yang akan datang; tugas berlaku mulai hari itu."
UNTIL_HINT = "Hari terakhir bertugas. Kosongkan bila belum diketahui."


class NewPersonForm(PersonForm):
    """The little that is needed at first. The same name at the same madrasah is asked about."""

    class Meta(PersonForm.Meta):
        fields = SHORT_IDENTITY
        help_texts = {"name": "Gelar boleh ikut ditulis: Hj. Nurhayati, S.Pd.I."} | PersonForm.Meta.help_texts

    def is_sure(self, madrasah: Madrasah | None) -> bool:
        """False, with the question on the form, if somebody of that name works there already."""
        if madrasah is None or self.data.get("is_another"):
            return True
        key = comparison_key(self.cleaned_data["name"])
        there = Person.objects.kept().working_at([madrasah], timezone.localdate())
        twin = next((person for person in there if comparison_key(person.name) == key), None)
        if twin is not None:
            self.fields["is_another"] = forms.BooleanField(label="Ini orang lain", required=False)
            known = f"{twin} sudah tercatat di {madrasah}."
            self.add_error(None, f"{known} Bila memang orang lain, centang “Ini orang lain”.")
        return twin is None


POSTS = [choice for choice in Placement.Post.choices if choice[0] != Placement.Post.UNSAID]


class WorkForm(FormBase, forms.Form):
    """The first post or office of a new person, or a further post."""

    submit_word = "Tambahkan"
    work = forms.ChoiceField(label="Tugas")
    madrasah = forms.ModelChoiceField(Madrasah.objects.none(), label="Madrasah")
    subject = forms.ModelChoiceField(
        Subject.objects.all(),
        label="Mata pelajaran",
        required=False,
        empty_label="Tidak ada",
        help_text="Untuk guru mata pelajaran.",
    )
    class_name = forms.CharField(label="Kelas", max_length=20, required=False, help_text="Misalnya 4A.")
    is_acting = forms.BooleanField(label="Kepala sebagai pelaksana tugas (Plt)", required=False)
    since = forms.DateField(label="Sejak", initial=timezone.localdate)

    def __init__(self, *args: Any, user: User, posts_only: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        places = Madrasah.objects.registered_by(user).standing(timezone.localdate()).by_name()
        offer(self.fields["madrasah"], places, "Pilih …")
        offices = [] if posts_only else _offices_somewhere(user, list(places))
        cast(forms.ChoiceField, self.fields["work"]).choices = [*POSTS, *offices]
        if not any(value == Role.KEPALA for value, _label in offices):
            del self.fields["is_acting"]
        self.refresh_fields()

    def clean(self) -> dict[str, Any]:
        """A subject where the post asks for one; an office only where the user may give it."""
        data = super().clean() or self.cleaned_data
        work, madrasah = data.get("work"), data.get("madrasah")
        if work == Placement.Post.SUBJECT and not data.get("subject"):
            self.add_error("subject", "Mata pelajaran belum dipilih.")
        if work and madrasah:
            role = Role.TEACHER if work in Placement.Post.values else Role(work)
            reason = why_not_grant(self.user, role, madrasah=madrasah)
            self.add_error("work", reason) if reason else None
        return data

    def chosen(self) -> Placement | Assignment:
        """The post or office that was chosen, not yet saved."""
        data = self.cleaned_data
        if data["work"] not in Placement.Post.values:
            acting = data.get("is_acting", False) and data["work"] == Role.KEPALA
            return Assignment(role=data["work"], madrasah=data["madrasah"], since=data["since"], is_acting=acting)
        return self.post()

    def post(self) -> Placement:
        """The post that was chosen, not yet saved."""
        data = self.cleaned_data
        subject = data["subject"] if data["work"] == Placement.Post.SUBJECT else None
        return Placement(
            madrasah=data["madrasah"],
            since=data["since"],
            post=data["work"],
            subject=subject,
            class_name=data["class_name"],
        )


class OfficeForm(FormBase, forms.Form):
    """An office for somebody: only those the grant table gives this user, only at own places."""

    submit_word = "Beri tugas"
    role = forms.ChoiceField(label="Tugas", widget=forms.RadioSelect)
    madrasah = forms.ModelChoiceField(Madrasah.objects.none(), label="Madrasah")
    is_acting = forms.BooleanField(
        label="Pelaksana tugas (Plt)", required=False, help_text="Hanya untuk kepala madrasah."
    )
    since = forms.DateField(label="Sejak", initial=timezone.localdate, help_text=SINCE_HINT)
    until = forms.DateField(label="Sampai", required=False, help_text=UNTIL_HINT)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        places = Madrasah.objects.registered_by(user).standing(timezone.localdate()).by_name()
        offer(self.fields["madrasah"], places, "Pilih …")
        cast(forms.ChoiceField, self.fields["role"]).choices = _offices_somewhere(user, list(places))
        self.refresh_fields()

    def clean(self) -> dict[str, Any]:
        """The pair of office and place must be the user's to give."""
        data = super().clean() or self.cleaned_data
        if data.get("role") and data.get("madrasah"):
            reason = why_not_grant(self.user, Role(data["role"]), madrasah=data["madrasah"])
            self.add_error("role", reason) if reason else None
        _until_after_since(self, data)
        return data

    def chosen(self) -> Assignment:
        """The office that was chosen, not yet saved."""
        return Assignment(**self.cleaned_data)


class RegionOfficeForm(FormBase, forms.Form):
    """What the keeper gives: offices of a region."""

    submit_word = "Beri tugas"
    role = forms.ChoiceField(label="Tugas", widget=forms.RadioSelect)
    region = forms.ModelChoiceField(
        Region.objects.filter(level=Region.Level.KABUPATEN).order_by("name"), label="Kabupaten/kota"
    )
    since = forms.DateField(label="Sejak", initial=timezone.localdate)
    until = forms.DateField(label="Sampai", required=False, help_text=UNTIL_HINT)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [role for role in Role if role in grantable_in_region(user)]
        cast(forms.ChoiceField, self.fields["role"]).choices = [(r.value, role_label(r)) for r in roles]
        self.refresh_fields()

    def clean(self) -> dict[str, Any]:
        """The last day not before the first."""
        data = super().clean() or self.cleaned_data
        _until_after_since(self, data)
        return data

    def chosen(self) -> Assignment:
        """The office that was chosen, not yet saved."""
        return Assignment(**self.cleaned_data)


class OfficeDatesForm(FormBase, forms.Form):
    """Dates of an office put right; Plt is asked only of a kepala."""

    submit_word = "Simpan"
    is_acting = forms.BooleanField(label="Pelaksana tugas (Plt)", required=False)
    since = forms.DateField(label="Sejak")
    until = forms.DateField(label="Sampai", required=False, help_text=UNTIL_HINT)
    reason = forms.CharField(label="Alasan perubahan", max_length=120, help_text="Ikut tercatat dalam riwayat.")

    def __init__(self, *args: Any, office: Assignment, **kwargs: Any) -> None:
        names = ("is_acting", "since", "until")
        super().__init__(*args, initial={name: getattr(office, name) for name in names}, **kwargs)
        if office.role != Role.KEPALA:
            del self.fields["is_acting"]
        self.refresh_fields()

    def clean(self) -> dict[str, Any]:
        """The last day not before the first."""
        data = super().clean() or self.cleaned_data
        _until_after_since(self, data)
        return {"is_acting": False} | data


class EndForm(FormBase, forms.Form):
    """The last day of a post or an office."""

    submit_word = "Akhiri"
    until = forms.DateField(label="Hari terakhir", initial=timezone.localdate)


def _offices_somewhere(user: User, places: list[Madrasah]) -> list[tuple[str, str]]:
    """Offices the user may give at one of the places at least, in the order of Role."""
    grantable = frozenset(role for place in places for role in grantable_at(user, place))
    return [(role.value, role_label(role)) for role in Role if role in grantable and role != Role.TEACHER]


def _until_after_since(form: forms.Form, data: dict[str, Any]) -> None:
    if data.get("since") and data.get("until") and data["until"] < data["since"]:
        form.add_error("until", "Hari terakhir harus pada atau sesudah tanggal mulai.")
