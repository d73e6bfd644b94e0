"""What every queryset here asks of its rows: counts beside a row."""

from django.db import models


class CountOf(models.Subquery):
    """How many rows of a correlated queryset: counted for the rows that are shown, and no other."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = models.IntegerField()
