"""Forms of the sharing library: share or change a material, find one, say what happened in class."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.db.models import Q
from django.utils import timezone

from core.forms import FormBase, RowForm
from core.tokens import token_field
from core.uploads import FileBox
from kkg.groups.forms import GroupFilter, offer_group
from kkg.groups.models import WorkingGroup
from kkg.library.models import Material, Use
from kkg.library.permissions import why_not_tie_material, why_not_use_on
from kkg.sessions.models import Session, Topic
from madrasah.competencies import COMPETENCY_CHOICES
from madrasah.models import Subject

CLASSES = [(number, str(number)) for number in range(1, 7)]
SESSIONS_OFFERED = 12
LARGEST_KEY = 2**62
NO_CLASS = [("", "Semua kelas"), *((number, f"Kelas {number}") for number in range(1, 7))]


class SourceChoice(FormBase, forms.Form):
    """Reads the address: what a session or topic brought forth is to be shared."""

    pertemuan = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_KEY)
    topik = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_KEY)

    def find(self, groups: Any) -> tuple[Session | None, Topic | None]:
        """The session and topic asked for, as far as they are of `groups`; else None."""
        self.is_valid()
        pertemuan, topik = self.cleaned_data.get("pertemuan"), self.cleaned_data.get("topik")
        topics = Topic.objects.filter(session__group__in=groups, session__removed_at=None)
        topic = topics.select_related("session").filter(pk=topik).first() if topik else None
        if topic:
            return topic.session, topic
        sessions = Session.objects.kept().filter(group__in=groups)
        return (sessions.filter(pk=pertemuan).first() if pertemuan else None), None


class MaterialForm(RowForm[Material]):
    """Words, link or file, and what it is tied to. `session` and `topic` are offered first."""

    source = forms.ChoiceField(label="Dari pertemuan atau topik", required=False)
    classes = forms.TypedMultipleChoiceField(
        label="Untuk kelas",
        choices=CLASSES,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Boleh lebih dari satu. Bila kosong, berarti untuk semua kelas.",
    )
    link = forms.URLField(
        label="Tautan",
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url"}),  # a browser would refuse it in its own language
        help_text="Misalnya https://contoh.id/bahan.",
    )
    upload = forms.FileField(
        label="Berkas",
        required=False,
        widget=FileBox,
        help_text="PDF, foto (JPG, PNG), Word, Excel, atau PowerPoint tanpa makro; paling besar 10 MB.",
    )

    field_order = ["title", "kind", "text", "upload", "link", "classes", "subject", "source"]

    class Meta:
        model = Material
        fields = ["title", "kind", "text", "link", "subject"]
        labels = {"text": "Keterangan"}
        help_texts = {
            "title": "Satu kalimat pendek, misalnya: Kartu pecahan dari kardus bekas.",
            "text": "Apa yang dilakukan, bahan yang perlu, dan apa hasilnya di kelas.",
        }

    def __init__(
        self, *args: Any, groups: Any, session: Session | None = None, topic: Topic | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sources: dict[str, tuple[Session | None, Topic | None]] = {"": (None, None)}
        source: Any = self.fields["source"]
        source.choices = [("", "Tidak terkait pertemuan"), *self._offer(_sessions(groups, session))]
        source.initial = f"t{topic.pk}" if topic else f"p{session.pk}" if session else ""
        self.fields["classes"].initial = self.instance.classes
        self.refresh_fields()

    def _offer(self, sessions: Iterable[Session]) -> list[tuple[str, list[tuple[str, str]]]]:
        """The whole session, or one of its topics, under its name."""
        offered = []
        for session in sessions:
            found: dict[str, tuple[Session | None, Topic | None]] = {f"p{session.pk}": (session, None)}
            found |= {f"t{topic.pk}": (session, topic) for topic in session.topics.all()}
            self.sources |= found
            words = [(key, topic.title if topic else "Seluruh pertemuan") for key, (_, topic) in found.items()]
            offered.append((f"{session.title} ({session.date:%d-%m-%Y})", words))
        return offered

    def clean_link(self) -> str:
        """http and https only."""
        link: str = self.cleaned_data["link"]
        if link and urlsplit(link).scheme not in ("http", "https"):
            raise forms.ValidationError("Tautan harus diawali https:// atau http://.", code="scheme")
        return link

    def clean_source(self) -> tuple[Session | None, Topic | None]:
        """The session and topic behind the choice."""
        return self.sources[self.cleaned_data["source"]]

    def clean(self) -> dict[str, Any]:
        """A session belongs to the group; something must be said."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        session, topic = data.get("source") or (None, None)
        group = data.get("group", self.instance.group if self.instance.pk else None)
        if group and (reason := why_not_tie_material(group, session, topic)):
            self.add_error("source", reason)
        keeps = self.instance.file and self.instance.file.is_kept
        if not self.errors and not (data["text"] or data["link"] or data["upload"] or keeps):
            raise forms.ValidationError("Isi keterangan, tautan, atau berkas; sedikitnya satu.")
        return data

    @property
    def values(self) -> dict[str, Any]:
        """What `share_material` and `edit_material` take."""
        data = self.cleaned_data
        session, topic = data["source"]
        names = ("kind", "title", "text", "link", "classes", "subject")
        return {name: data[name] for name in names} | {"session": session, "topic": topic}


def _sessions(groups: Any, asked: Session | None) -> list[Session]:
    """The latest sessions held or due today, and the one asked for."""
    held = Session.objects.kept().filter(group__in=groups, date__lte=timezone.localdate())
    latest = held.order_by("-date", "-pk").values("pk")[:SESSIONS_OFFERED]
    wanted = latest.union(Session.objects.order_by().filter(pk=asked.pk if asked else 0).values("pk"))
    return list(Session.objects.filter(pk__in=wanted).order_by("-date", "-pk").prefetch_related("topics"))


class NewMaterialForm(MaterialForm):
    """The same with the group, and a token so that a second press shares nothing twice."""

    submit_word = "Bagikan"
    group = forms.ModelChoiceField(WorkingGroup.objects.none(), label="KKG")
    client_token = token_field()

    field_order = ["group", *MaterialForm.field_order]

    def __init__(self, *args: Any, groups: Any, session: Session | None = None, **kwargs: Any) -> None:
        super().__init__(*args, groups=groups, session=session, **kwargs)
        offer_group(self.fields["group"], groups)
        if session:
            self.fields["group"].initial = session.group_id
            self.fields["kind"].initial = Material.Kind.PRODUCT


class MaterialFilter(GroupFilter):
    """What to look for in the library; `topik` and `pertemuan` come with a link from a session's page."""

    cari = forms.CharField(label="Cari", required=False, max_length=100)
    jenis = forms.ChoiceField(label="Jenis", required=False, choices=[("", "Semua jenis"), *Material.Kind.choices])
    kelas = forms.TypedChoiceField(label="Kelas", required=False, choices=NO_CLASS, coerce=int, empty_value=None)
    mapel = forms.ModelChoiceField(
        Subject.objects.all(), label="Mata pelajaran", required=False, empty_label="Semua mata pelajaran"
    )
    kompetensi = forms.ChoiceField(
        label="Kompetensi", required=False, choices=[("", "Semua kompetensi"), *COMPETENCY_CHOICES]
    )
    topik = forms.IntegerField(
        label="Topik", required=False, min_value=1, max_value=LARGEST_KEY, widget=forms.HiddenInput
    )
    pertemuan = forms.IntegerField(
        label="Pertemuan", required=False, min_value=1, max_value=LARGEST_KEY, widget=forms.HiddenInput
    )

    COLUMNS = {
        "jenis": "kind",
        "mapel": "subject",
        "kompetensi": "topic__competency",
        "kkg": "group",
        "topik": "topic",
        "pertemuan": "session",
    }

    @property
    def text(self) -> str:
        """The words looked for."""
        words: str = self.cleaned_data.get("cari", "")
        return words

    @property
    def choices(self) -> list[forms.BoundField]:
        """The fields that fold away on the page."""
        return [field for field in self if field.name != "cari"]

    @property
    def is_chosen(self) -> bool:
        """Whether one of the folded fields narrows the list."""
        return any(value for name, value in self.cleaned_data.items() if name != "cari")

    def narrow(self, materials: Any) -> Any:
        """The materials that fit; what can't be read narrows nothing. A material without class fits all."""
        materials = self.fitting(materials)
        level = self.cleaned_data.get("kelas")
        return materials.filter(Q(classes__contains=[level]) | Q(classes=[])) if level else materials


class UseForm(RowForm[Use]):
    """One sentence of what happened in class."""

    submit_word = "Simpan"
    class_level = forms.TypedChoiceField(label="Kelas", required=False, choices=NO_CLASS, coerce=int, empty_value=None)

    class Meta:
        model = Use
        fields = ["what_happened", "used_on", "class_level"]
        labels = {"what_happened": "Apa yang terjadi?", "used_on": "Tanggal dipakai"}
        help_texts = {"what_happened": "Satu kalimat, misalnya: 20 dari 24 murid bisa menyamakan penyebut."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        level: Any = self.fields["class_level"]
        level.choices = [("", "Pilih …"), *CLASSES]

    def clean_used_on(self) -> date:
        """Today or before."""
        day: date = self.cleaned_data["used_on"]
        if reason := why_not_use_on(day, timezone.localdate()):
            raise forms.ValidationError(reason, code="far")
        return day
