"""Every principal at every address, to each kind of object: does table.txt say what happens?"""

import pytest

from tests.authorisation.fields import in_logs, told
from tests.authorisation.knocking import Outcome, reason
from tests.authorisation.routes import addresses

pytestmark = pytest.mark.plain  # in the transaction of the matrix, not in one of its own
MOST = 20


@pytest.mark.parametrize("route", addresses(), ids=str)
def test_nobody_may_more_or_less_than_the_table_says(matrix, route, record_property, caplog):
    caplog.set_level("DEBUG")
    wrong, cells, allowed = [], 0, 0

    for knock in matrix.knocks(route):
        answer, expected = matrix.answer(knock), matrix.expected(knock)
        cells += 1
        allowed += expected == Outcome.ALLOWED
        if answer.outcome != expected:
            wrong.append(
                f"{knock}: {answer.outcome}, and table.txt says {expected}; {reason(answer)}"
            )
        if answer.has_written and expected != Outcome.ALLOWED:
            wrong.append(f"{knock}: refused, and yet something was written.")
        wrong += told(matrix, knock, answer)
    wrong += [f"{route}: the log says “{said}”." for said in in_logs(caplog.text)]

    record_property("cells", cells)
    record_property("allowed", allowed)
    record_property("addresses", 1)
    record_property("wrong", len(wrong))
    assert not wrong, "\n".join([f"{len(wrong)} of {cells}", *wrong[:MOST]])
