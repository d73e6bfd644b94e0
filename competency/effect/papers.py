"""The effect of one topic on paper: the figures and the limits of the page, in its words."""

from datetime import date
from typing import Any

from competency.effect.presenters import charts_of, conclusion, effect_facts, limits, method
from competency.needs.presenters import topic_of
from competency.recap.papers import ends, tables_paper
from competency.recap.reports import Table
from core.papers import chart_svg
from kkg.models import WorkingGroup
from madrasah.models import User


def effect_paper(row: Any, group: WorkingGroup, reader: User, today: date) -> dict[str, Any]:
    """Everything templates/papers/tables.typ prints of it."""
    tables = [Table("Yang tidak dikatakan angka ini", ["Batasnya"], [[limit] for limit in limits(row)], method(row))]
    charts = [
        {"title": chart.title, "told": chart.description, "svg": chart_svg(chart)}
        | {"head": list(chart.head), "rows": [[str(cell) for cell in line] for line in chart.rows]}
        for chart in charts_of(row)
    ]
    facts = [("KKG", group.name), *effect_facts(row), ("Kesimpulan", conclusion(row))]
    title = f"Sesudah KKG: {topic_of(row.text)}"
    return tables_paper(title, None, facts, tables, **ends(None, reader, today), asked=[], charts=charts)
