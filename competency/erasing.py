"""Where sheets, RPP and what follows hold a person, and what becomes of it (madrasah/erasures/rules.py).

Answers, results and scores are figures: they stay. Words of a shared version are searched like all others.
"""

from competency.packs.models import Pack
from competency.packs.purge import drop_pack
from madrasah.erasures.reads import Subject, neighbours_of
from madrasah.erasures.rules import Own, Photo
from madrasah.models import User

OWN: dict[str, Own] = {}
WORDS = {
    "competency.Pairing": "lesson",
    "competency.Visit": "wanted rpp_seen called_off_reason",
    "competency.Assessment": "lesson_topic strengths suggestions read_helper correction_reason next_followup",
    "competency.Note": "text",
    "competency.Sighting": "text",
    "competency.FollowUp": "text reason proof reopened_reason",
    "competency.Revision": "asked note verdict",
    "competency.Evidence": "informant text",
    "competency.Code": "name meaning",
    "competency.Finding": "title text",
    "competency.Guidance": "text",
    "competency.MentorPair": "aim reason closing",
    "competency.Meeting": "done next_step",
    "competency.TopicOrigin": "words",
    "competency.PaperCopy": "helper_name",
    "competency.SelfReflection": "text",
    "competency.SharedVersion": "notes strengths suggestions reason",
    "competency.Reply": "text helper_name",
    "competency.Objection": "text answer",
}
CODES = {
    "competency.Instrument": "code version title task short document checksum",
    "competency.Pairing": "vignette",
    "competency.Rating": "answers",
    "competency.DistrictCube": "document",  # counts, with small groups hidden
    "competency.Visit": "class_name",
    "competency.Assessment": "class_name",
    "competency.Answer": "indicator",
    "competency.TopicOrigin": "reference",
    "competency.Note": "indicator",
    "competency.Sighting": "used_for",
    "competency.FollowUp": "indicator",
    "competency.Code": "indicator",
    "competency.Pack": "offices",
    "competency.PaperCopy": "code",
    "competency.SelfReflection": "answers",
    "competency.SharedVersion": "answers result",
    "competency.Score": "band",
    "competency.MaterialIndicator": "indicator",
    "competency.TopicIndicator": "indicator",
}
GONE_WITH = "Berkasnya dihapus bersama data pribadi"
PHOTOS = {
    "competency.Rpp": Photo("teacher", "photo"),
    "competency.PaperCopy": Photo("assessment__teacher", "photo"),
    "competency.FollowUp": Photo("owner", "proof_file", {"proof": GONE_WITH}),
    "competency.Revision": Photo("followup__owner", "file", {"note": GONE_WITH}),
}
UNREAD = {"competency.PaperCopy": "photo assessment__observer"}


def drop_packs(subject: Subject) -> int:
    """Packs of the person and of whoever knew the person by office: each can be made again at once."""
    owners = neighbours_of(subject) | User.objects.filter(pk__in=subject.users)
    packs = list(Pack.objects.filter(by__in=owners.values("pk")).select_related("file", "job"))
    for pack in packs:
        drop_pack(pack)
    return sum(1 for pack in packs if pack.file)


FIRST = (drop_packs,)
