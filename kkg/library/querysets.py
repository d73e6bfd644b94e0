"""Verbs on shared materials, and the search that forgives typing errors."""

from functools import cache, reduce
from operator import and_
from typing import TYPE_CHECKING, Any, Self

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector, TrigramWordSimilarity
from django.db.models import OuterRef, Q

from core.fields import rows_behind
from core.formats import name_columns
from core.removal import RemovableQuerySet
from core.search import MOST_WORDS, alike
from kkg.groups.querysets import CountOf
from kkg.groups.scope import groups_run_by, groups_seen_by
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from kkg.library.models import Material

LANGUAGE = "indonesian"
LISTED = ("title", "kind", "classes", "shared_at", "group__name", "subject__name", *name_columns("shared_by"))


class MaterialQuerySet(RemovableQuerySet["Material"]):
    """Things shared."""

    def visible_to(self, user: Any) -> Self:
        """Kept things of the groups one may see."""
        return self.kept().filter(group__in=groups_seen_by(user)).select_related("group")

    def restorable_by(self, user: Any) -> Self:
        """Deleted within the last 30 days: one's own, and those of groups one runs."""
        own = Q(group__in=groups_seen_by(user), shared_by=scope_of(user).person_id or 0)
        return self.removed_lately().filter(own | Q(group__in=groups_run_by(user)))

    def for_list(self) -> Self:
        """With all that one line of a list shows, and how many teachers used it."""
        rows = self.select_related("group", "subject", "shared_by").only(*LISTED)
        return rows.annotate(user_count=_users(self.model)).order_by("-shared_at", "-pk")

    def containing(self, text: str) -> Self:
        """Every word as written, or in another form of the same Indonesian word; best first."""
        words = text.casefold().split()[:MOST_WORDS]
        written = reduce(and_, (Q(words__contains=word) for word in words), Q())
        asked = SearchQuery(text, config=LANGUAGE)
        found = self.annotate(stems=SearchVector("words", config=LANGUAGE)).filter(written | Q(stems=asked))
        return found._best_first(text, SearchRank("stems", asked))

    def alike(self, text: str) -> Self:
        """Every word, or one that is spelt much like it; best first. Reads all rows: use it second."""
        return alike(self, text, "words")._best_first(text, TrigramWordSimilarity(text, "words"))

    def _best_first(self, text: str, rank: Any) -> Self:
        """A title that fits weighs as much as all the rest."""
        return self.alias(rank=rank + TrigramWordSimilarity(text, "title")).order_by("-rank", "-shared_at", "-pk")


@cache
def _users(model: Any) -> CountOf:
    """How many teachers used it; the same for every reader, so built once."""
    return CountOf(rows_behind(model, "uses").filter(material=OuterRef("pk")).order_by().values("person").distinct())
