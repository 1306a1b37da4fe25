"""States whose labels are message ids, so that a workflow can say them in any language."""

import enum

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy


class States(TextChoices):
    """Labels are marked with `gettext_noop`; `label` is the lazy translation."""

    @enum.property
    def label(self) -> Promise:
        return gettext_lazy(str(self._label_))

    @classmethod
    def messages(cls) -> dict[str, str]:
        """State to message id, as `Workflow` takes it."""
        return {state.value: str(state._label_) for state in cls}
