"""The OpenAPI file: in step with the code, whole, and shown on a page that keeps our policy."""

import pytest
import yaml
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiYamlRenderer
from drf_spectacular.validation import validate_schema

from repatriation.api.scopes import declared_scopes
from tests.api.callers import Caller
from tests.api.operations import FILE, METHODS, openapi, operations


@pytest.fixture(scope="module")
def generated() -> str:
    schema = SchemaGenerator().get_schema(public=True)
    validate_schema(schema)
    return OpenApiYamlRenderer().render(schema, renderer_context={}).decode()


def test_the_file_is_in_step_with_the_code(generated):
    """`make docs` writes it anew."""
    assert yaml.safe_load(generated) == yaml.safe_load(FILE.read_text())


def test_every_change_takes_a_key_and_every_operation_tells_its_refusals():
    for path, methods in openapi()["paths"].items():
        for method, about in methods.items():
            if method not in METHODS:
                continue
            told = set(about["responses"])
            assert {"400", "401", "403", "429"} <= told, path
            assert ("404" in told) == ("{" in path), path
            assert method == "get" or {"409", "415", "422"} <= told, path
    for operation in operations():
        assert ("Idempotency-Key" in operation.names("header")) == (operation.method == "post")


def test_every_operation_names_the_scope_it_needs():
    for path, methods in openapi()["paths"].items():
        for method in METHODS:
            if method in methods:
                (scope,) = methods[method]["security"][0]["client"]
                assert scope in declared_scopes(), path


def test_every_operation_says_what_it_is_for():
    silent = [
        path
        for path, methods in openapi()["paths"].items()
        for method in METHODS
        if method in methods and not methods[method].get("summary")
    ]

    assert silent == []


def test_the_file_is_served_to_anybody():
    answer = Caller().get("schema/")

    assert answer.status_code == 200
    assert yaml.safe_load(answer.content)["info"] == openapi()["info"]


def test_the_page_has_nothing_inline():
    page = Caller().get("docs/")
    script = Caller().get("docs/?script=")

    html = page.content.decode()
    assert page.status_code == script.status_code == 200
    assert "<style" not in html
    assert "style=" not in html
    assert "<script>" not in html
    assert "unsafe-inline" not in page.headers["Content-Security-Policy"]
    assert script.headers["Content-Type"].startswith("application/javascript")
