"""Every state of every noun has its look."""

import pytest

from cases.dashboard.badges import MEANINGS


@pytest.mark.parametrize("model", MEANINGS, ids=lambda model: model.__name__)
def test_every_state_has_a_look(model):
    states = dict(model._meta.get_field("state").choices)

    assert set(MEANINGS[model]) == set(states)
