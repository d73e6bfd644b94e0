"""The matrix of codes, how far a conclusion is triangulated, and evidence as the reader may see it. Reading only."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Count

from competency.findings.models import Coding, Evidence, Finding, Ground
from competency.findings.triangulation import Source, Verdict, informant_key, verdict_of
from madrasah.models import Madrasah, User

Cells = dict[tuple[int, int, str], int]  # (code, madrasah, kind) -> pieces of evidence


@dataclass(frozen=True)
class Matrix:
    """How many pieces stand behind each code, by madrasah and kind of source."""

    cells: Cells
    places: list[Madrasah]

    def count(self, code: int, place: int | None = None, kind: str = "") -> int:
        """Of a code, narrowed where asked."""
        return sum(
            count
            for (of, at, kinds), count in self.cells.items()
            if of == code and place in (None, at) and kind in ("", kinds)
        )

    def places_of(self, code: int) -> list[Madrasah]:
        """Where something was coded so, by name."""
        there = {place for of, place, _ in self.cells if of == code}
        return [place for place in self.places if place.pk in there]


def matrix_of(user: User, codes: Collection[int]) -> Matrix:
    """Of these codes over all evidence the reader sees. Two queries."""
    seen = Evidence.objects.visible_to(user).order_by().values("pk")
    rows = Coding.objects.filter(code__in=codes, evidence__in=seen).order_by()
    counted = rows.values_list("code", "evidence__madrasah", "evidence__kind").annotate(count=Count("pk"))
    cells = {(code, place, kind): count for code, place, kind, count in counted}
    places = Madrasah.objects.filter(pk__in={place for _, place, _ in cells}).by_name()
    return Matrix(cells, list(places))


def counts_of(user: User, codes: Collection[int]) -> dict[int, int]:
    """How many pieces that the reader sees have each of these codes. One query."""
    seen = Evidence.objects.visible_to(user).order_by().values("pk")
    rows = Coding.objects.filter(code__in=codes, evidence__in=seen).order_by()
    return dict(rows.values_list("code").annotate(count=Count("pk")))


def grounds_of(findings: Collection[int], user: User) -> dict[int, list[Ground]]:
    """What the reader's conclusions rest on, by conclusion, as far as the evidence is seen today. One query."""
    seen = Evidence.objects.visible_to(user).order_by().values("pk")
    rows = Ground.objects.filter(finding__in=findings, evidence__in=seen)
    found: dict[int, list[Ground]] = defaultdict(list)
    for row in rows.select_related("evidence__madrasah", "evidence__writer").order_by("evidence__happened_on", "pk"):
        found[row.finding_id].append(row)
    return found


def verdict_on(grounds: Sequence[Ground]) -> Verdict:
    """How far these triangulate."""
    return verdict_of([source_of(row.evidence, row.stance == Ground.Stance.FOR) for row in grounds])


def source_of(evidence: Evidence, supports: bool) -> Source:
    """A piece as the rule looks at it."""
    return Source(evidence.kind, informant_of(evidence), supports)


def informant_of(evidence: Evidence) -> str:
    """Who it comes from, as far as that can be told."""
    return informant_key(evidence.madrasah_id, evidence.role, evidence.informant)


def verdicts_of(findings: Sequence[Finding], user: User) -> dict[int, Verdict]:
    """By conclusion."""
    grounds = grounds_of([finding.pk for finding in findings], user)
    return {finding.pk: verdict_on(grounds[finding.pk]) for finding in findings}


def words_of(evidence: Evidence, person: int | None) -> str:
    """The words as this reader may have them: of who did not agree only who wrote them down has them."""
    if evidence.is_quotable or evidence.writer_id == person:
        return evidence.text
    return ""
