"""What came of each topic, the minutes, and why a record is opened again."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django import forms
from django.forms import BoundField

from core.forms import FormBase, offer
from kkg.attendance.rosters import called_people
from kkg.sessions.models import MOST_JP, Session, Topic
from madrasah.models import Person
from madrasah.work.namesakes import PersonChoice

WORDS = {"achieved": "Capaian", "obstacles": "Kendala", "advice": "Masukan"}


class TopicWords(NamedTuple):
    """One topic beside its three boxes."""

    topic: Topic
    boxes: list[BoundField]


def _lines(text: str) -> str:
    """Browsers and autosave end lines differently; the same words are the same."""
    return text.replace("\r\n", "\n")


class MinutesForm(FormBase, forms.Form):
    """What `record_minutes` takes; all of it may stay empty."""

    submit_word = "Simpan notulen"
    leader = PersonChoice(Person.objects.none(), label="Pemimpin", required=False)
    notetaker = PersonChoice(Person.objects.none(), label="Notulis", required=False)
    method = forms.CharField(
        label="Metode", required=False, max_length=100, help_text="Misalnya: diskusi kelompok dan praktik."
    )
    result_text = forms.CharField(
        label="Hasil pertemuan",
        required=False,
        max_length=10000,
        widget=forms.Textarea,
        help_text="Yang perlu diingat dari pertemuan ini. Masuk ke notulen, berita acara, jurnal, dan laporan.",
    )

    def __init__(self, *args: Any, session: Session, topics: Sequence[Topic], **kwargs: Any) -> None:
        kwargs["initial"] = {
            "leader": session.leader_id,
            "notetaker": session.notetaker_id,
            "method": session.method,
            "result_text": session.result_text,
        } | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.topics = topics
        leader, notetaker = self.fields["leader"], self.fields["notetaker"]
        offer(leader, called_people(session, session.leader_id, session.notetaker_id))
        notetaker.queryset, notetaker.choices = leader.queryset, leader.choices  # type: ignore[attr-defined]
        for topic in topics:
            self._add_boxes(topic)
        self.refresh_fields()

    def _add_boxes(self, topic: Topic) -> None:
        for name, label in WORDS.items():
            self.fields[f"{name}-{topic.pk}"] = forms.CharField(
                label=label,
                required=False,
                max_length=2000,
                initial=getattr(topic, name),
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    @property
    def rows(self) -> list[TopicWords]:
        """Topics in order, each with its boxes."""
        return [TopicWords(t, [self[f"{name}-{t.pk}"] for name in WORDS]) for t in self.topics]

    @property
    def values(self) -> dict[str, Any]:
        """Fields of the session."""
        data = self.cleaned_data
        people = {name: data[name] for name in ("leader", "notetaker")}
        return people | {"method": data["method"], "result_text": _lines(data["result_text"])}

    @property
    def words(self) -> dict[int, dict[str, str]]:
        """Topic pk -> what was achieved, what hindered, what was advised."""
        data = self.cleaned_data
        return {t.pk: {name: _lines(data[f"{name}-{t.pk}"]) for name in WORDS} for t in self.topics}


class TopicRow(NamedTuple):
    """One topic beside its two fields on the closing form."""

    topic: Topic
    status: BoundField
    minutes: BoundField


class CloseForm(FormBase, forms.Form):
    """Tuntas, sebagian or belum for every topic, minutes used, and the hours that count.

    Facts start empty; the plan stands beside them (decisions.md 38).
    """

    submit_word = "Tutup pertemuan"
    jp = forms.IntegerField(
        label="Jumlah JP",
        min_value=1,
        max_value=MOST_JP,
        help_text="Jam pelajaran yang tertulis di sertifikat. Paling sedikit 1.",
    )

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        was_closed = bool(session.reopened_reason)
        kwargs["initial"] = {"jp": session.jp if was_closed else None}
        super().__init__(*args, **kwargs)
        jp = self.fields["jp"]
        planned = f" Direncanakan {session.jp}." if session.jp and not was_closed else ""
        if session.until:
            later = sum(session.later_days.values_list("jp", flat=True))
            jp.label = "JP hari pertama"
            jp.help_text = (
                f"Paling sedikit 1.{planned} Hari-hari lain: {later} JP seluruhnya, diisi di Hari pertemuan. "
                "Di sertifikat tertulis jumlah hari yang dihadiri."
            )
        else:
            jp.help_text += planned
        if session.is_committee:
            del self.fields["jp"]
        self.topics = list(session.topics.all())
        for topic in self.topics:
            self.fields[f"status-{topic.pk}"] = self._status_field(topic)
            self.fields[f"minutes-{topic.pk}"] = forms.IntegerField(
                label="Menit terpakai",
                min_value=0,
                max_value=600,
                required=False,
                initial=topic.minutes_used,
                help_text=f"Direncanakan {topic.minutes_planned} menit." if topic.minutes_planned else "",
            )
        self.refresh_fields()

    def _status_field(self, topic: Topic) -> forms.ChoiceField:
        return forms.ChoiceField(
            label="Hasil",
            choices=Topic.Status.choices,
            widget=forms.RadioSelect,
            initial=topic.status,
            error_messages={"required": f"Hasil “{topic.title}” belum dipilih: tuntas, sebagian, belum."},
        )

    @property
    def rows(self) -> list[TopicRow]:
        """Topics in order, each with its fields."""
        return [TopicRow(t, self[f"status-{t.pk}"], self[f"minutes-{t.pk}"]) for t in self.topics]

    @property
    def hours(self) -> int:
        """The hours that count; the officers' meeting has none."""
        return int(self.cleaned_data.get("jp") or 0)

    @property
    def results(self) -> dict[int, dict[str, Any]]:
        """What `close_session` takes."""
        data = self.cleaned_data
        return {t.pk: {"status": data[f"status-{t.pk}"], "minutes_used": data[f"minutes-{t.pk}"]} for t in self.topics}
