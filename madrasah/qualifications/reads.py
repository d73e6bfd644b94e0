"""A post as the rules of qualifications call it."""

from madrasah.qualifications.linearity import CLASS_POST
from madrasah.work.models import Placement


def post_of(placement: Placement) -> str:
    """What the rules call the post; "" where it was not noted."""
    if placement.post == Placement.Post.CLASS:
        return CLASS_POST
    return (placement.subject_id or "") if placement.post == Placement.Post.SUBJECT else ""
