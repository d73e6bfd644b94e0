"""Forms on posts and offices. Offered are places and offices the user may give."""

from typing import Any, cast

from django import forms
from django.utils import timezone

from core.forms import FormBase
from madrasah.grants import grantable_at, grantable_in_region, why_not_grant
from madrasah.people.forms import SHORT_IDENTITY, PersonForm, offer
from madrasah.people.models import Person
from madrasah.people.names import comparison_key
from madrasah.places.choices import MadrasahChoice, ManyPlacesForm
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


class PlacedForm(FormBase, forms.Form):
    """Where an office or a post is: at a madrasah or, for some offices, in a region; only what the user may give."""

    needed = ("madrasah", "region")
    madrasah = MadrasahChoice(Madrasah.objects.none(), label="Madrasah")
    region = forms.ModelChoiceField(
        Region.objects.none(),
        label="Wilayah",
        help_text="Untuk petugas kabupaten dan operator wilayah; madrasahnya dikosongkan.",
    )

    def offer_places(self, user: User) -> list[tuple[str, str]]:
        """Fill both fields, drop the one without a place to offer; the offices that go with any of the places."""
        self.user = user
        places = Madrasah.objects.registered_by(user).standing(timezone.localdate()).by_name()
        regions = Region.objects.registered_by(user).order_by("name")
        offer(self.fields["madrasah"], places, "Pilih …")
        offer(self.fields["region"], regions, "Pilih …")
        for name, rows in (("madrasah", places), ("region", regions)):
            self.fields[name].required = not (places and regions)
            if not rows:
                del self.fields[name]
        grantable = {role for place in places for role in grantable_at(user, place)}
        grantable |= {role for region in regions for role in grantable_in_region(user, region)}
        return [(role.value, role_label(role)) for role in Role if role in grantable and role != Role.TEACHER]

    def settle_place(self, data: dict[str, Any], asked: str, role: Role) -> None:
        """Exactly one place, where the user may give the office; faults go to the field `asked` or the place."""
        places = {name: data.get(name) for name in ("madrasah", "region") if name in self.fields}
        chosen = [place for place in places.values() if place]
        if len(chosen) > 1:
            self.add_error("region", "Pilih madrasah atau wilayah, jangan keduanya.")
        elif chosen:
            reason = why_not_grant(self.user, role, madrasah=data.get("madrasah"), region=data.get("region"))
            self.add_error(asked, reason) if reason else None
        elif len(places) > 1:
            self.add_error("region" if role == Role.KABUPATEN else "madrasah", "Tempat tugasnya belum dipilih.")


class WorkForm(PlacedForm):
    """The first post or office of a new person, or a further post."""

    submit_word = "Tambahkan"
    field_order = ("work", "madrasah", "region")
    work = forms.ChoiceField(label="Tugas")
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
        offices = self.offer_places(user)
        if posts_only:
            offices = []
            self.fields.pop("region", None)
            self.fields["madrasah"].required = True
        cast(forms.ChoiceField, self.fields["work"]).choices = [*POSTS, *offices]
        if not any(value == Role.KEPALA for value, _label in offices):
            del self.fields["is_acting"]
        self.refresh_fields()

    def clean(self) -> dict[str, Any]:
        """A subject where the post asks for one; an office only where the user may give it."""
        data = super().clean() or self.cleaned_data
        work = data.get("work")
        if work == Placement.Post.SUBJECT and not data.get("subject"):
            self.add_error("subject", "Mata pelajaran belum dipilih.")
        if work:
            self.settle_place(data, "work", Role.TEACHER if work in Placement.Post.values else Role(work))
        return data

    def chosen(self) -> Placement | Assignment:
        """The post or office that was chosen, not yet saved."""
        data = self.cleaned_data
        if data["work"] not in Placement.Post.values:
            acting = data.get("is_acting", False) and data["work"] == Role.KEPALA
            place = {name: data.get(name) for name in ("madrasah", "region")}
            return Assignment(role=data["work"], since=data["since"], is_acting=acting, **place)
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


class OfficeForm(PlacedForm):
    """An office for somebody: only those the grant table gives this user, only at own places."""

    submit_word = "Beri tugas"
    field_order = ("role", "madrasah", "region")
    role = forms.ChoiceField(label="Tugas", widget=forms.RadioSelect)
    is_acting = forms.BooleanField(
        label="Pelaksana tugas (Plt)", required=False, help_text="Hanya untuk kepala madrasah."
    )
    since = forms.DateField(label="Sejak", initial=timezone.localdate, help_text=SINCE_HINT)
    until = forms.DateField(label="Sampai", required=False, help_text=UNTIL_HINT)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["role"]).choices = self.offer_places(user)
        if "madrasah" not in self.fields:
            del self.fields["is_acting"]
        self.refresh_fields()

    def clean(self) -> dict[str, Any]:
        """The pair of office and place must be the user's to give."""
        data = super().clean() or self.cleaned_data
        if data.get("role"):
            self.settle_place(data, "role", Role(data["role"]))
        _until_after_since(self, data)
        return data

    def chosen(self) -> Assignment:
        """The office that was chosen, not yet saved."""
        return Assignment(**self.cleaned_data)


class SupervisionForm(ManyPlacesForm):
    """The madrasah that somebody supervises from a day on."""

    submit_word = "Beri tugas"
    needed = ("whole", "madrasahs")
    needs_one = "Pilih paling sedikit satu madrasah atau kecamatan."
    field_order = ("since", "whole", "madrasahs")
    since = forms.DateField(label="Sejak", initial=timezone.localdate, help_text=SINCE_HINT)

    def __init__(self, *args: Any, person: Person, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = person.assignments.open().filter(role=Role.PENGAWAS).values("madrasah")
        places = Madrasah.objects.kept_in_regions_of(user).exclude(pk__in=held)
        self.offer_places(places)
        self.refresh_fields()


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


def _until_after_since(form: forms.Form, data: dict[str, Any]) -> None:
    if data.get("since") and data.get("until") and data["until"] < data["since"]:
        form.add_error("until", "Hari terakhir harus pada atau sesudah tanggal mulai.")
