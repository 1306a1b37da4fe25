import pytest
from tests.browser.ways import ByPages
from tests.factories.effects import Effects
from tests.factories.steps import Steps

pytestmark = pytest.mark.django_db(transaction=True)

def test_shots(page, live_server):
    steps = Steps(); house = Effects(steps.north); ways = ByPages(page, live_server, steps)
    left = house.of_released(); house.found(); held = house.held(); sealed = house.sealed(); given = house.give(house.of_released())
    shots = [
        ("list", house.custodian, "/effects/"), ("given", house.custodian, given.get_absolute_url()), ("held", house.custodian, held.get_absolute_url()),
        ("give", house.custodian, left.get_absolute_url()+"give-to-family/"), ("today", house.custodian, "/"),
        ("release", house.first, left.case.get_absolute_url()+"releases/"), ("close", house.first, left.case.get_absolute_url()+"close-released/"),
        ("record", house.officer, sealed.case.get_absolute_url()+"effect/"), ("case", house.officer, sealed.case.get_absolute_url()),
    ]
    for name, who, url in shots:
        for w, scheme in ((1280, "light"), (360, "dark")):
            page.set_viewport_size({"width": w, "height": 900})
            page.emulate_media(color_scheme=scheme)
            ways.at(who, url)
            page.screenshot(path=f"/root/lead/p/i4.scratch/shots/{name}_{w}.png", full_page=True)
