"""Two ways to bring a list to numbered remains: in the browser, and by the API."""

import re
from uuid import uuid4

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from playwright.sync_api import expect

from cases.models import Container
from exchanges.models import ExchangeBatch, ListImport
from repatriation.jobs.running import run_job
from tests.api.callers import person
from tests.factories.steps import Steps
from tests.factories.work import at_work


def references() -> list[str]:
    return list(Container.objects.order_by("pk").values_list("reference", flat=True))


class ByPages:
    """Each person signs in and does their part in the browser."""

    def __init__(self, page, live_server, steps: Steps):
        self.page, self.site, self.steps = page, live_server.url, steps

    def at(self, user, address: str):
        client = Client()
        client.force_login(user)
        at_work(client, address)
        name = settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": self.site}
        self.page.context.add_cookies([cookie])
        answer = self.page.goto(self.site + address)
        assert answer.ok, address
        return self.page

    def press(self):
        self.page.locator("main .buttons button").first.click()
        expect(self.page.locator(".errors")).to_have_count(0)

    def scan(self, user, codes: list[str]):
        """From paper: one code on each line, a thousand at a time."""
        for end in range(1000, len(codes) + 1000, 1000):
            self.enter(codes[end - 1000 : end], min(end, len(codes)))

    def enter(self, codes: list[str], so_far: int):
        fold = self.page.locator("details", has=self.page.locator("[name=codes]"))
        fold.locator("summary").click()
        fold.locator("[name=codes]").fill("\n".join(codes))
        fold.locator("button").click()
        expect(self.page.locator(".tally dd").first).to_have_text(f"{so_far:,}")

    def file(self, batch: str, name: str, data: bytes):
        officer = self.steps.south.exchange_officer
        page = self.at(officer, f"{batch}import/")
        file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
        page.set_input_files("[name=file]", file)
        self.press()
        run_job(ListImport.objects.get().job_id)  # the worker's part
        page.reload()
        page.get_by_role("button", name=re.compile("Save as version 1")).or_(
            page.get_by_role("link", name=re.compile("Save as version 1"))
        ).click()
        self.press()

    def seal(self, batch: str, lines: int, packer):
        officer = self.steps.south.exchange_officer
        page = self.at(officer, f"{batch}count/")
        page.fill("[name=containers]", str(lines))
        page.select_option("[name=packed_by]", str(packer.pk))
        self.press()
        self.at(officer, f"{batch}seal/")
        self.press()

    def hand_over(self, round: str, batch: str, labels: list[str]):
        self.at(self.steps.north.coordinator, f"{round}start/")
        self.press()
        lead = self.steps.north.transport_lead
        page = self.at(lead, f"{batch}new-sheet/")
        page.fill("[name=vehicle]", "Train 4")
        self.press()
        self.scan(lead, labels)
        self.at(lead, f"{page.url.removeprefix(self.site)}close/")
        self.press()
        self.at(lead, f"{batch}hand-over/")
        self.press()

    def take_in(self, batch: str, lines: int, second):
        officer, receiver = self.steps.north.exchange_officer, self.steps.north.mortuary_officer
        page = self.at(officer, f"{batch}allocate/")
        for mortuary in self.steps.north.mortuaries:
            page.fill(f"[name=of_{mortuary.pk}]", "0")
        page.fill(f"[name=of_{self.steps.north.mortuaries[0].pk}]", str(lines))
        self.press()
        share = ExchangeBatch.objects.get().allocations.get()
        self.at(officer, f"{batch}share-{share.pk}/send/")
        self.press()
        page = self.at(receiver, f"{batch}share-{share.pk}/new-sheet/")
        page.fill("[name=place]", "Bay 1")
        page.select_option("[name=witness]", str(second.pk))
        self.press()
        self.scan(receiver, references())
        self.at(receiver, f"{page.url.removeprefix(self.site)}close/")
        self.press()
        self.at(receiver, f"{batch}share-{share.pk}/end-intake/")
        self.press()

    def clear(self):
        officer = self.steps.north.explosives_officer
        page = self.at(officer, "/sheets/new/")
        page.check("[name=purpose][value=clearing]")
        page.fill("[name=place]", "Yard")
        self.press()
        self.scan(officer, references())

    def number(self, container: Container):
        page = self.at(self.steps.north.mortuary_officer, f"{container.get_absolute_url()}open/")
        page.fill("[name=body]", "1")
        page.fill("[name=body_part]", "1")
        page.fill("[name=alone_reason]", "night shift")
        self.press()


class ByApi:
    """The same people's programs and scripts do the same."""

    def __init__(self, steps: Steps):
        self.steps = steps

    def move(self, user, address: str, verb: str, data=None):
        caller = person(user)
        seen = caller.get(f"/api/v1{address}").headers["ETag"]
        answer = caller.post(f"/api/v1{address}{verb}/", data, seen=seen)
        assert answer.status_code in (200, 201), answer.content
        return answer

    def scan(self, user, opened, codes: list[str]):
        caller, sheet = person(user), opened.headers["Location"]
        for start in range(0, len(codes), 1000):
            chunk = codes[start : start + 1000]
            items = [{"key": str(uuid4()), "code": code} for code in chunk]
            answer = caller.post(f"{sheet}scans:bulk", {"items": items})
            assert {one["result"] for one in answer.json()["results"]} == {"done"}
        return sheet.removeprefix("/api/v1")

    def file(self, batch: str, name: str, data: bytes):
        caller = person(self.steps.south.exchange_officer)
        seen = caller.get(f"/api/v1{batch}").headers["ETag"]
        file = SimpleUploadedFile(name, data)
        answer = caller.upload(f"/api/v1{batch}manifests/", {"file": file}, seen=seen)
        assert answer.status_code == 201, answer.content

    def seal(self, batch: str, lines: int, packer):
        officer = self.steps.south.exchange_officer
        self.move(officer, batch, "count", {"containers": lines, "packed_by": packer.email})
        self.move(officer, batch, "seal")

    def hand_over(self, round: str, batch: str, labels: list[str]):
        self.move(self.steps.north.coordinator, round, "start")
        lead = self.steps.north.transport_lead
        header = {"place": "Havrel Ford", "vehicle": "Train 4"}
        opened = person(lead).post(f"/api/v1{batch}sheets/", header)
        self.move(lead, self.scan(lead, opened, labels), "close")
        self.move(lead, batch, "finish-handover")

    def take_in(self, batch: str, lines: int, second):
        officer, receiver = self.steps.north.exchange_officer, self.steps.north.mortuary_officer
        body = {"mortuary": self.steps.north.mortuaries[0].code, "count": lines}
        made = self.move(officer, batch, "allocations", body)
        share = made.headers["Location"].removeprefix("/api/v1")
        self.move(officer, share, "send")
        header = {"place": "Bay 1", "witness": second.email}
        opened = person(receiver).post(f"/api/v1{share}sheets/", header)
        self.move(receiver, self.scan(receiver, opened, references()), "close")
        self.move(receiver, share, "finish-intake")

    def clear(self):
        officer = self.steps.north.explosives_officer
        opened = person(officer).post("sheets/", {"purpose": "clearing", "place": "Yard"})
        self.scan(officer, opened, references())

    def number(self, container: Container):
        body = {"remains": ["body", "body_part"], "alone_reason": "night shift"}
        address = f"/containers/{container.reference}/"
        self.move(self.steps.north.mortuary_officer, address, "open", body)
