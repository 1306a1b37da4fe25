"""`{% load components %}`: every component and filter. `docs/interface.md` has a call of each.

A tag that wraps content ends in `end…`; a tag without content takes data from
`repatriation.dashboard.components`. Each shows one template of `templates/_components/`.
"""

from django import template

from repatriation.dashboard.tags import charts, formats, forms, lists, pages, records

register = template.Library()
for part in (pages, lists, records, forms, charts, formats):
    register.tags |= part.register.tags
    register.filters |= part.register.filters
