"""The page of the API, in a browser that enforces our content policy."""


def test_the_operations_are_drawn_and_nothing_is_forbidden(page, live_server):
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))

    page.goto(f"{live_server.url}/api/v1/docs/")
    page.locator("#operations-tag-rounds").click()
    page.locator("#operations-rounds-rounds_propose .opblock-summary").first.click()
    page.get_by_text("The ETag of the object as you read it.").wait_for()

    assert page.locator(".opblock-tag").count() > 20
    assert page.locator(".opblock").count() > 10
    assert said == []
