"""The verbs that other apps may use; the rest is taken from the module of its noun."""

from kkg.actions.agenda import add_topic

__all__ = ["add_topic"]
