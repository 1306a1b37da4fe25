"""Whatever is sent to whatever operation of the OpenAPI file is answered as the file promises.

`make fuzz CASES=20000 SEED=7` sends more, and other, requests.
"""

import os
from collections import Counter

import pytest

from tests.api.operations import operations
from tests.fuzz.fuzzing import Fuzzing
from tests.fuzz.senders import Ground

pytestmark = pytest.mark.fuzz
CASES = int(os.environ.get("CASES") or 2_000)
SEED = int(os.environ.get("SEED") or 1)
SHARES = 4  # one for each worker
ALL = sorted(operations(), key=str)


@pytest.mark.parametrize("share", range(SHARES))
def test_every_answer_is_the_one_the_file_promises(share, settings, record_property):
    settings.API_REQUESTS_PER_MINUTE = 1_000_000
    ground, answers, failures, closed = Ground(), Counter(), {}, []

    for operation in ALL[share::SHARES]:
        fuzzing = Fuzzing(ground, operation, SEED)
        fuzzing.run(-(-CASES // len(ALL)))
        answers += fuzzing.answers
        failures |= fuzzing.failures
        closed += [operation.name] * (not fuzzing.place.is_open)

    record_property("answers", sorted(answers.items()))
    record_property("closed", closed)
    assert not failures, "\n\n".join([f"With SEED={SEED} CASES={CASES}:", *failures.values()])
