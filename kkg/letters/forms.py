"""Forms of numbered letters: what the record holds is filled in beforehand, the rest is typed."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from core.forms import FormBase, offer
from core.tokens import token_field
from kkg.attendance.rosters import RosterEntry
from kkg.letters.money import UnreadableLine, items_of, overspent
from kkg.letters.permissions import why_not_send
from kkg.sessions.models import Session
from kkg.speakers.models import Speaker
from madrasah.models import Semester
from madrasah.work.namesakes import told_apart

FAR = timedelta(days=366)
MOST_WITNESSES = 4
OPENING = "Dengan hormat, kami mengundang Bapak/Ibu untuk hadir pada:"
CLOSING = "Demikian undangan ini kami sampaikan. Atas perhatian dan kehadiran Bapak/Ibu, kami ucapkan terima kasih."
DUTY = "Setelah selesai, yang diberi tugas wajib melapor kepada pejabat yang memberi tugas."


def long_text(label: str, words: str = "", *, rows: int = 3) -> forms.CharField:
    """A box for sentences; what stays empty is printed as dotted room."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, max_length=5000, widget=area, help_text=words)


def money_text(label: str) -> forms.CharField:
    """Lines of money; a sum is drawn below them."""
    field = long_text(label, "Satu baris satu hal, jumlahnya di ujung, misalnya “Konsumsi 20 orang: 400.000”.")

    def readable(words: str) -> None:
        try:
            items_of(words)
        except UnreadableLine as fault:
            raise forms.ValidationError(f"{label}, {fault}") from fault

    field.validators.append(readable)
    return field


class LetterForm(FormBase, forms.Form):
    """The letter's day, and a token so that a second press takes no second number."""

    submit_word = "Terbitkan"
    dated = forms.DateField(label="Tanggal surat")
    client_token = token_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dated"].initial = timezone.localdate()

    def clean_dated(self) -> date:
        """A slip of the year would open a counter of its own."""
        day: date = self.cleaned_data["dated"]
        if abs(day - timezone.localdate()) > FAR:
            raise forms.ValidationError(f"Tahun {day.year} terlalu jauh. Periksa lagi tanggalnya.", code="far")
        return day


class InvitationForm(LetterForm):
    """Undangan."""

    nature = forms.CharField(label="Sifat", max_length=60, initial="Biasa")
    enclosure = forms.CharField(label="Lampiran", max_length=60, initial="–")
    subject = forms.CharField(label="Hal", max_length=160)
    addressee = forms.CharField(label="Kepada", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    opening = long_text("Kalimat pembuka", rows=2)
    event = forms.CharField(label="Acara", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    participants = forms.CharField(label="Peserta", max_length=200)
    closing = long_text("Kalimat penutup")

    def __init__(self, *args: Any, session: Session, roster: Sequence[RosterEntry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = [f"{at}. {topic.title}" for at, topic in enumerate(session.topics.all(), start=1)]
        self.initial = {
            "subject": f"Undangan {session.title}"[:160],
            "addressee": _addressed(session, roster),
            "opening": OPENING,
            "event": "\n".join([session.title, *topics])[:2000],
            "participants": f"Anggota {session.group} ({len(roster)} orang)"[:200],
            "closing": CLOSING,
            **self.initial,
        }


def _addressed(session: Session, roster: Sequence[RosterEntry]) -> str:
    """The members, and by name each who speaks without being called with them."""
    called = {entry.person.pk for entry in roster}
    others = [row.introduced for row in Speaker.objects.at(session) if row.person_id not in called]
    return "\n".join([f"Bapak/Ibu anggota {session.group}", *others])[:1980] + "\ndi tempat"


class _PeopleForm(LetterForm):
    """Who sends or approves, and which people."""

    assigner = forms.ChoiceField(label="Pejabat penugas")
    number = forms.CharField(
        label="Nomor surat madrasah",
        required=False,
        max_length=80,
        help_text="Hanya bila kepala yang menandatangani: suratnya memakai kop dan nomor madrasah itu. Bila kosong, "
        "di kertas ada tempat untuk nomornya. Surat dari pengawas atau ketua memakai nomor KKG.",
    )
    people = forms.MultipleChoiceField(label="Yang bertugas", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, assigners: Sequence[Any], roster: Sequence[RosterEntry], **kwargs: Any) -> None:
        """`assigners`: kkg.letters.papers.Assigner."""
        super().__init__(*args, **kwargs)
        self._assigners = {one.key: one for one in assigners}
        by_place = sorted(roster, key=lambda entry: str(entry.madrasah or ""))
        self._roster = {str(entry.person.pk): entry for entry in by_place}
        chosen: Any = self.fields["assigner"]
        chosen.choices = [("", "Pilih …"), *((one.key, f"{one.person}, {one.office}") for one in assigners)]
        people: Any = self.fields["people"]
        people.choices = _named(self._roster.values())

    def clean_assigner(self) -> Any:
        """The Assigner itself."""
        return self._assigners[self.cleaned_data["assigner"]]

    def clean_people(self) -> list[RosterEntry]:
        """The roster entries themselves."""
        return [self._roster[key] for key in self.cleaned_data["people"]]

    def clean(self) -> dict[str, Any]:
        """A kepala sends people of the own madrasah only."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        sender, people = data.get("assigner"), data.get("people", [])
        if sender and (reason := why_not_send("", sender.madrasah, people, {one.person.pk for one in people})):
            raise forms.ValidationError(reason)
        return data


def _named(entries: Collection[RosterEntry]) -> list[tuple[str, str]]:
    """Choices with the madrasah behind each name."""
    names = told_apart([entry.person for entry in entries])
    shown = [(entry, names[entry.person.pk]) for entry in entries]
    return [
        (str(entry.person.pk), f"{name} ({entry.madrasah})" if entry.madrasah and name == str(entry.person) else name)
        for entry, name in shown
    ]


class TaskForm(_PeopleForm):
    """Surat tugas."""

    target = long_text("Sasaran", "Apa yang diharapkan dari yang bertugas.", rows=2)
    duty = long_text("Kewajiban melapor", rows=2)
    travel = forms.BooleanField(
        label="Tambahkan baris SPPD",
        required=False,
        help_text="Tempat untuk tanggal tiba dan pulang, serta tanda tangan dan cap di tempat tujuan.",
    )
    field_order = ["dated", "assigner", "number", "people", "target", "duty", "travel"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"duty": DUTY, **self.initial}


class ConsentForm(_PeopleForm):
    """Surat persetujuan kepala."""

    note = long_text("Catatan", "Misalnya syarat atau alasannya. Boleh dikosongkan.", rows=2)
    field_order = ["dated", "assigner", "number", "people", "note"]

    def __init__(self, *args: Any, assigners: Sequence[Any], **kwargs: Any) -> None:
        heads = [one for one in assigners if one.madrasah]
        super().__init__(*args, assigners=heads, **kwargs)
        self.fields["assigner"].label = "Yang menyetujui"
        self.fields["people"].label = "Guru yang disetujui"
        self.refresh_fields()


class RecordForm(LetterForm):
    """Berita acara: its witnesses come from those who were there."""

    result = long_text("Hasil", "Diisi dari hasil pertemuan bila sudah dicatat.", rows=6)
    witnesses = forms.MultipleChoiceField(
        label="Saksi",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=f"Paling banyak {MOST_WITNESSES}. Bila kosong, di kertas ada tempat untuk dua nama.",
    )

    def __init__(self, *args: Any, session: Session, present: Sequence[RosterEntry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._roster = {str(entry.person.pk): entry for entry in present}
        field: Any = self.fields["witnesses"]
        field.choices = _named(self._roster.values())
        self.initial = {"result": session.result_text or _results(session), **self.initial}

    def clean_witnesses(self) -> list[RosterEntry]:
        """The roster entries themselves."""
        chosen = self.cleaned_data["witnesses"]
        if len(chosen) > MOST_WITNESSES:
            raise forms.ValidationError(f"Saksi paling banyak {MOST_WITNESSES}. Hapus sebagian centangnya.")
        return [self._roster[key] for key in chosen]


def _results(session: Session) -> str:
    """Topics with the result that was recorded."""
    judged = [topic for topic in session.topics.all() if topic.status]
    return "\n".join(f"{topic.title}: {topic.get_status_display().lower()}" for topic in judged)


class ReportForm(LetterForm):
    """The chapters of a laporan or LPJ that no record holds."""

    preface = long_text("Kata pengantar", rows=5)
    background = long_text("Latar belakang")
    goals = long_text("Tujuan", "Diisi dari program semester bila ada.")
    target = long_text("Sasaran", rows=2)
    expected = long_text("Hasil yang diharapkan")
    change = long_text("Indikator perubahan kinerja")
    income = money_text("Dana masuk")
    spent = money_text("Dana keluar")
    conclusion = long_text("Kesimpulan", rows=5)
    recommendation = long_text("Rekomendasi", rows=5)
    guide = long_text("Panduan yang dilampirkan", rows=2)
    is_overspent = forms.BooleanField(label="Dana keluar memang lebih besar dari dana masuk", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Only who spent more than came is asked whether that is so."""
        super().__init__(*args, **kwargs)
        self.shortage = self._shortage()
        if not self.shortage:
            del self.fields["is_overspent"]

    def _shortage(self) -> str:
        try:
            return overspent(self.data.get("income", ""), self.data.get("spent", ""))
        except UnreadableLine:
            return ""

    def clean(self) -> dict[str, Any]:
        """A look at the paper is never held up."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.shortage and not data.get("is_overspent") and "lihat" not in self.data:
            self.add_error("is_overspent", f"{self.shortage} Periksa tiap barisnya, atau centang bila memang begitu.")
        return data


class SpanForm(FormBase, forms.Form):
    """From which to which day a report reaches."""

    dari = forms.DateField(label="Dari tanggal")
    sampai = forms.DateField(label="Sampai tanggal")

    def clean(self) -> dict[str, Any]:
        """The last day can't come first."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = data.get("dari"), data.get("sampai")
        if first and last and last < first:
            raise forms.ValidationError("Tanggal sampai harus sesudah tanggal dari.")
        return data


class SemesterForm(FormBase, forms.Form):
    """Which semester an LPJ is about."""

    semester = forms.ModelChoiceField(Semester.objects.none(), label="Semester", empty_label=None)

    def __init__(self, *args: Any, semesters: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._begun = offer(self.fields["semester"], semesters)

    @property
    def chosen(self) -> Semester | None:
        """The one in the address; where none is named, the latest."""
        named: Semester | None = self.cleaned_data.get("semester") if self.is_bound else next(iter(self._begun), None)
        return named


class WithdrawForm(FormBase, forms.Form):
    """Why a letter is taken back."""

    submit_word = "Tarik surat"
    reason = forms.CharField(
        label="Alasan", max_length=200, min_length=5, help_text="Tertulis di daftar surat dan di atas surat itu."
    )
