"""Our keywords: the vocabulary, and the metaschema that judges schemas which use them."""

from __future__ import annotations

from gov_integrity.schema.emit import BASE, Json

__all__ = ["KEYWORDS", "metaschema", "vocabulary"]

_DRAFT = "https://json-schema.org/draft/2020-12/"
_VOCABULARIES = (
    "core", "applicator", "unevaluated", "validation", "meta-data", "format-annotation", "content",
)  # fmt: skip

KEYWORDS: dict[str, tuple[str, str, Json]] = {
    "codelist": (
        "取值所在的代码表",
        "name of the code list the value comes from",
        {"type": "string", "pattern": "^[a-z][a-z0-9-]*$"},
    ),
    "sensitivity": (
        "可以看到该值的最大范围",
        "the widest audience that may see the value",
        {"enum": ["open", "government", "query"]},
    ),
    "requirement": (
        "字段须满足的规范条款编号",
        "ids of the sentences of the standard that govern the field",
        {"type": "array", "items": {"type": "string", "pattern": "^GIDS-[A-Z]{3}-[0-9]{3}$"}},
    ),
    "sourceClause": (
        "字段来源的政策条款",
        "clauses and facts the field carries",
        {"type": "array", "items": {"type": "string"}},
    ),
    "refersTo": (
        "标识所指陈述的类型,空表示任何类型",
        "types of statement the id may point to; none means any",
        {"type": "array", "items": {"type": "string"}},
    ),
    "x-title-zh": ("中文标题", "Chinese title", {"type": "string"}),
    "x-title-en": ("英文标题", "English title", {"type": "string"}),
}
"""Each keyword with its Chinese and English meaning and the schema of its value."""


def vocabulary() -> Json:
    """The schema of our keywords alone, as a vocabulary of JSON Schema 2020-12."""
    return {
        "$schema": f"{_DRAFT}schema",
        "$id": f"{BASE}vocabulary.json",
        "$vocabulary": {f"{BASE}vocabulary": True},
        "$dynamicAnchor": "meta",
        "title": "Vocabulary",
        "description": "政务诚信数据标准的关键字。 / Keywords of the government integrity data standard.",
        "type": ["object", "boolean"],
        "properties": {
            name: {"description": f"{zh} / {en}"} | schema for name, (zh, en, schema) in KEYWORDS.items()
        },
    }


def metaschema() -> Json:
    """The dialect of the split schemas: 2020-12 and our vocabulary, which readers may ignore."""
    known = {f"{_DRAFT}vocab/{name}": True for name in _VOCABULARIES}
    return {
        "$schema": f"{_DRAFT}schema",
        "$id": f"{BASE}meta.json",
        "$vocabulary": known | {f"{BASE}vocabulary": False},
        # Without the anchor the keywords would be checked at the top level only.
        "$dynamicAnchor": "meta",
        "title": "Dialect",
        "description": "2020-12 加上本标准的关键字。 / 2020-12 and the keywords of this standard.",
        "allOf": [{"$ref": f"{_DRAFT}schema"}, {"$ref": "vocabulary.json"}],
    }
