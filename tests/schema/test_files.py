"""The shipped schema files are those the model gives, and `schemas/` is a copy of them."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from gov_integrity.model import STANDARD_VERSION, model_names
from gov_integrity.schema import bundle, flat, schema_files, split
from gov_integrity.schema.files import built_files
from gov_integrity.schema.vocabulary import metaschema, vocabulary

MEND = "run `make schemas` and commit the result"


def test_shipped_files_are_in_step_with_the_model() -> None:
    assert dict(schema_files()) == dict(built_files()), MEND


def test_top_level_copy_is_in_step() -> None:
    root = Path(__file__).parents[2] / "schemas" / STANDARD_VERSION
    copy = {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}
    assert copy == dict(schema_files()), MEND


@pytest.mark.parametrize("name", model_names())
def test_flat_schemas_are_plain_and_titled_in_ascii(name: str) -> None:
    schema = flat(name)
    text = json.dumps(schema)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert str(schema["title"]).isascii()
    for word in (
        '"$ref"',
        '"codelist"',
        '"sensitivity"',
        '"format"',
        '"sourceClause"',
        "uniqueItems",
        "unevaluated",
    ):
        assert word not in text


def registry() -> Registry:
    own = [split(name) for name in ("envelope", *model_names())] + [metaschema(), vocabulary()]
    resources = [(str(schema["$id"]), DRAFT202012.create_resource(schema)) for schema in own]
    return jsonschema.validators.SPECIFICATIONS.with_resources(
        [(uri, Resource(contents=r.contents, specification=DRAFT202012)) for uri, r in resources]
    )


def test_metaschema_reaches_nested_keywords() -> None:
    known = registry()
    check = jsonschema.Draft202012Validator(metaschema(), registry=known)
    good = split("commitment")
    assert check.is_valid(good)
    good["properties"]["subject"]["sensitivity"] = "secret"  # type: ignore[index]
    assert not check.is_valid(good)


STATEMENT = {
    "type": "commitment",
    "id": "example-agency/c-1",
    "revision": 1,
    "action": "make",
    "stated_by": "example-agency/self",
    "recorded_at": "2024-03-15T09:30:00+08:00",
    "access": "public",
    "subject": "example-agency/gov",
    "kind": "contract",
}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, True),
        ({"kind": None}, False),
        ({"unknown": "1"}, False),
        ({"x_demo_note": "备注"}, True),
        ({"action": "withdraw"}, False),
        ({"type": "nothing"}, False),
    ],
)
def test_bundle_judges_a_line_offline(change: dict[str, object], expected: bool) -> None:
    whole = bundle()
    whole.pop("$schema")
    known = Registry().with_resource(str(whole["$id"]), DRAFT202012.create_resource(whole))
    check = jsonschema.Draft202012Validator({"$ref": whole["$id"]}, registry=known)
    assert check.is_valid({**STATEMENT, **change}) is expected
