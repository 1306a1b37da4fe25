"""Several people and programs over the API, one after the other, as a journey goes."""

from typing import Any

from repatriation.accounts.models import User
from tests.api.callers import Caller, person, program
from tests.factories.whole_house import WholeHouse


class Walk:
    """Each sends what their own session or token may; what is refused is refused in a sentence."""

    def __init__(self, house: WholeHouse):
        self.house = house
        self.callers: dict[User, Caller] = {}

    def as_(self, user):
        if user not in self.callers:
            make = person if user.is_person else program
            self.callers[user] = make(user)
        return self.callers[user]

    def get(self, user, address: str) -> Any:
        answer = self.as_(user).get(address)
        assert answer.status_code == 200, (address, answer.content)
        return answer.json()

    def hidden(self, user, address: str) -> bool:
        return self.as_(user).get(address).status_code == 404

    def new(self, user, address: str, **said):
        answer = self.as_(user).post(address, said)
        assert answer.status_code in (201, 202), (address, answer.content)
        return answer.json()

    def move(self, user, address: str, verb: str, **said):
        answer = self._moved(user, address, verb, said)
        assert answer.status_code in (200, 201), (address, verb, answer.content)
        return answer.json()

    def refused(self, user, address: str, verb: str, **said) -> str:
        """The sentence; and nothing was kept."""
        before = self.as_(user).get(address).headers.get("ETag")
        answer = self._moved(user, address, verb, said)
        assert answer.status_code in (403, 409, 422), (address, verb, answer.content)
        assert self.as_(user).get(address).headers.get("ETag") == before
        return answer.json()["detail"]

    def _moved(self, user, address, verb, said):
        seen = self.as_(user).get(address).headers.get("ETag")
        return self.as_(user).post(f"{address}{verb}/", said, seen=seen)
