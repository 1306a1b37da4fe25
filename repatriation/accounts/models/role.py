"""A role, as an administrator looks at it: what the table of roles says, and who holds it."""

from typing import ClassVar

from django.contrib.auth.models import Group, GroupManager
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Role(Group):
    """A group of Django's, by the name the house gives it. The table of roles fills it."""

    objects: ClassVar[GroupManager] = GroupManager()

    class Meta:
        proxy = True
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["name"]
        default_permissions = ("view",)

    def __str__(self):
        return gettext(self.name)
