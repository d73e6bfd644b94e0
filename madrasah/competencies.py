"""The four competencies of a teacher: only their names belong here. Scoring them is `competency/scoring`."""

from enum import StrEnum


class Competency(StrEnum):
    """Source: UU 14/2005 tentang Guru dan Dosen, pasal 10 ayat (1); the order is that of the law."""

    PEDAGOGIK = "pedagogik"
    KEPRIBADIAN = "kepribadian"
    SOSIAL = "sosial"
    PROFESIONAL = "profesional"

    @property
    def label(self) -> str:
        """The word on the screen: 'Pedagogik'."""
        return self.value.capitalize()


COMPETENCY_CHOICES = [(c.value, c.label) for c in Competency]
