"""Directives that print the one definition: sentences, fields, forms, codes and findings."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from importlib.resources import files

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from gov_integrity.codelists import Code, codelist
from gov_integrity.findings import Kind, technical_kinds
from gov_integrity.model import FORMS, TYPES, FieldSpec, Form, field_specs, flat_specs
from gov_integrity.policy import clauses
from gov_integrity.rules import Document, Rule, documents, rules
from gov_integrity.schema.requirements import Requirement, requirements, requirements_of

from .parts import both, code, here, link, note, paragraph, table

__all__ = ["CodesDirective", "FieldsDirective", "FormsDirective", "KindsDirective", "RequirementsDirective"]

LEVELS = {"shall": "应当 shall", "should": "宜 should", "may": "可以 may"}
TARGETS = {
    "package": "数据包 package",
    "producer": "生产者 producer",
    "consumer": "读取者 consumer",
    "validator": "校验者 validator",
    "evaluator": "评价者 evaluator",
}
AUDIENCES = {"open": "社会公开 open", "government": "政务共享 government", "query": "授权查询 query"}
SURE = {
    "verified": "已核实 verified",
    "secondary": "未核实（二手来源） unverified (secondary)",
    "recalled": "未核实（凭记忆） unverified (recalled)",
    "inferred": "未核实（本标准拟定） unverified (drawn up here)",
}
SEVERITIES = {"error": "错误 error", "warning": "警告 warning", "info": "提示 information"}
STAGES = {
    "decode": "读取 decode",
    "structure": "结构 structure",
    "codes": "代码 codes",
    "references": "引用 references",
    "rules": "规则 rules",
}


class _Directive(SphinxDirective):
    has_content = False
    required_arguments = 1

    def target(self, kind: str, name: str) -> str:
        """Make the next thing a target; its anchor is stable."""
        anchor = nodes.make_id(f"{kind}-{name}") if kind != "req" else name.lower()
        self.env.get_domain("gi").note(kind, name, anchor)
        return anchor

    def mark(self, kind: str, name: str, text: str) -> nodes.paragraph:
        """A paragraph that is a target."""
        anchor = self.target(kind, name)
        found = paragraph(here(anchor, code(text)))
        found["ids"] = [anchor]
        return found


class RequirementsDirective(_Directive):
    """`{gi:requirements} ENV`: the sentences of an area."""

    def run(self) -> list[nodes.Node]:
        """Sphinx calls this."""
        chosen = [one for one in requirements().values() if one.area == self.arguments[0]]
        if not chosen:
            raise self.error(f"there is no sentence of the area {self.arguments[0]}")
        return [self._sentence(one) for one in chosen]

    def _sentence(self, one: Requirement) -> nodes.container:
        anchor = self.target("req", one.id)
        found = nodes.container(classes=["gi-req"], ids=[anchor])
        found += note(
            here(anchor, nodes.strong(one.id, one.id)), f" · {LEVELS[one.level]} · {TARGETS[one.target]}"
        )
        found += both(one.zh, one.en)
        places = [place.partition(":")[2] for place in one.applies_to if place.startswith("field:")]
        forms = [place.partition(":")[2] for place in one.applies_to if place.startswith("form:")]
        if places or forms:
            shown = [part for name in places for part in (" ", code(name))]
            shown += [part for name in forms for part in (" ", link("form", name))]
            found += note("适用 applies to:", *shown)
        return found


class FormsDirective(SphinxDirective):
    """`{gi:forms}`: how each kind of value is written."""

    def run(self) -> list[nodes.Node]:
        """Sphinx calls this."""
        header = ("写法 Form", "说明 What to write", "JSON", "模式 Pattern")
        return [table(header, [self._row(form) for form in FORMS.values()], (12, 38, 20, 30))]

    def _row(self, form: Form) -> list[list[nodes.Node]]:
        anchor = nodes.make_id(f"form-{form.name}")
        mark = paragraph(here(anchor, code(form.name)))
        mark["ids"] = [anchor]
        self.env.get_domain("gi").note("form", form.name, anchor)
        bounds = ""
        if form.json == "integer":
            bounds = f"{form.minimum}–{form.maximum}"
        elif form.json == "string":
            low, high = form.min_length, form.max_length
            bounds = f"{low}–{high} 字符 characters" if low != high else f"{low} 字符 characters"
        pattern = [paragraph(code(form.pattern))] if form.pattern else []
        ids = requirements_of("", "", form.name)
        words = [*both(form.zh, form.en), *([_sentences(ids)] if ids else [])]
        return [[mark], words, [paragraph(form.json), note(bounds)], pattern]


class FieldsDirective(_Directive):
    """`{gi:fields} commitment`: the fields of a type; `envelope` for what all types share."""

    def run(self) -> list[nodes.Node]:
        """Sphinx calls this."""
        name = self.arguments[0]
        specs = _shared() if name == "envelope" else _own(name)
        self.owner = "statement" if name == "envelope" else name
        start = nodes.target(ids=[self.target("type", name)])
        top = [spec for spec in specs if not spec.rows] + [spec for spec in specs if spec.rows]
        found: list[nodes.Node] = [start, self._table(top, self.owner)]
        for spec in specs:
            if spec.rows:
                anchor = nodes.make_id(f"rows-{self.owner}-{spec.name}")
                section = nodes.section(ids=[anchor], names=[anchor])
                section += nodes.title("", "", code(spec.name), nodes.Text(f" {spec.zh} {spec.en}"))
                section += both(spec.definition_zh, spec.definition_en)
                section += self._table(spec.rows, self.owner)
                found.append(section)
        return found

    def _table(self, specs: list[FieldSpec] | tuple[FieldSpec, ...], owner: str) -> nodes.table:
        header = ("字段 Field", "名称 Title", "取值 Value", "定义 Definition")
        rows = [self._row(spec, owner) for spec in specs]
        return table(header, rows, (17, 16, 23, 44))

    def _row(self, spec: FieldSpec, owner: str) -> list[list[nodes.Node]]:
        leaf = spec.name.rpartition(".")[2]
        first: list[nodes.Node] = [self.mark("field", f"{owner}.{spec.name}", leaf)]
        if spec.required:
            first.append(note("必填 required"))
        return [
            first,
            both(spec.zh, spec.en),
            [*_value(spec), note(f"可见 audience: {AUDIENCES[spec.sensitivity]}")],
            [*both(spec.definition_zh, spec.definition_en), *self._sources(spec)],
        ]

    def _sources(self, spec: FieldSpec) -> Iterator[nodes.Node]:
        if spec.clauses:
            yield note("来源 source: ", *_cited(spec.clauses))
        # What governs the form as such stands with the form.
        if ids := requirements_of(self.owner, spec.name, ""):
            yield _sentences(ids)


def _cited(sources: Sequence[str]) -> Iterator[nodes.Node | str]:
    """Sources parted by semicolons; a policy clause leads to its line among the traced ones."""
    for number, source in enumerate(sources):
        yield "; " if number else ""
        yield link("clause", source) if source in clauses() else source


def _sentences(ids: tuple[str, ...]) -> nodes.paragraph:
    return note("条款 requirements:", *(part for one in ids for part in (" ", link("req", one))))


def _shared() -> list[FieldSpec]:
    """The fields every statement type has, `type` and `action` among them."""
    common = set.intersection(*({spec.name for spec in field_specs(name)} for name in TYPES))
    return [spec for spec in field_specs(TYPES[0]) if spec.name in common]


def _own(name: str) -> list[FieldSpec]:
    """The fields a type adds to the envelope."""
    shared = {spec.name for spec in _shared()} if name in TYPES else set()
    return [spec for spec in field_specs(name) if spec.name not in shared]


def _value(spec: FieldSpec) -> Iterator[nodes.Node]:
    many = "若干 list of " if spec.many else ""
    if spec.rows:
        yield paragraph(f"{many}子表 rows ", code(spec.row_name))
        return
    yield paragraph(many, link("form", spec.form))
    if spec.codelist:
        kind = "封闭 closed" if spec.closed else "开放 open"
        yield paragraph(link("codelist", spec.codelist), f" {kind}")
        if spec.closed and len(spec.allowed) < len(codelist(spec.codelist).values):
            yield note("只用 only: ", ", ".join(spec.allowed))
    if spec.form == "ref":
        known = [part for name in spec.targets for part in (" ", link("type", name))]
        yield paragraph("→", *(known or [" 任何类型 any type"]))
    if spec.example:
        yield note("例 example: ", code(spec.example))


class CodesDirective(_Directive):
    """`{gi:codes} severity`: a code list."""

    def run(self) -> list[nodes.Node]:
        """Sphinx calls this."""
        known = codelist(self.arguments[0])
        start = nodes.target(ids=[self.target("codelist", known.name)])
        kind = "封闭：只能取表中的代码 closed" if known.closed else "开放：表中没有的代码是警告 open"
        about = note(f"{kind} · {len(known.codes)} 个代码 codes · 来源 source: {known.source}")
        extra = next(iter(known.codes.values())).extra
        header = ("代码 Code", "名称 Name", "说明 Definition", "来源 Source", "可信程度 Confidence", *extra)
        rows = [self._row(one) for one in known.codes.values()]
        widths = (16, 18, 28, 24, 14, *(10 for _ in extra))
        return [
            start,
            *both(known.definition_zh, known.definition_en),
            about,
            *_used_by(known.name),
            table(header, rows, widths),
        ]

    def _row(self, one: Code) -> list[list[nodes.Node]]:
        sure = paragraph(SURE[one.confidence], classes=[] if one.confidence == "verified" else ["gi-unsure"])
        source: list[nodes.Node] = [note(*_cited(one.sources))]
        if one.since or one.until:
            source.append(note(f"{one.since or ''} – {one.until or ''}"))
        if one.successor:
            source.append(note("后继 successor: ", code(one.successor)))
        more = [[paragraph(text)] for text in one.extra.values()]
        first = [self.mark("code", f"{self.arguments[0]}.{one.code}", one.code)]
        return [
            first,
            both(one.zh, one.en),
            both(one.definition_zh, one.definition_en),
            source,
            [sure],
            *more,
        ]


def _used_by(name: str) -> Iterator[nodes.Node]:
    shared = {spec.name for spec in _shared()}
    owners: dict[str, str] = {}
    for kind in ("package", *TYPES):
        for spec in flat_specs(kind):
            if spec.codelist == name:
                own = kind == "package" or spec.name.partition(".")[0] not in shared
                owners[f"{kind if own else 'statement'}.{spec.name}"] = ""
    if owners:
        yield note("用于 used by:", *(part for field in owners for part in (" ", link("field", field))))


def _in_force(document: Document) -> str:
    """When a document is in force, as far as is known."""
    if document.in_force_from is None or document.dates_confidence not in SURE:
        return "施行日期未核实 first day in force unverified"
    first, last = document.in_force_from, document.in_force_to
    days = f"{first} 至 to {last} 施行 in force" if last else f"自 {first} 起施行 in force from {first}"
    return f"{days}, {SURE[document.dates_confidence]}"


def _about_rule(rule: Rule) -> Iterator[nodes.Node]:
    """What the rule looks at, what it rests on, and its case."""
    types = [part for name in rule.types for part in (" ", link("type", name))]
    yield note("类型 types:", *(types or [" 全部 all"]), f" · {SURE[rule.confidence]}")
    known = clauses()
    for clause in rule.clauses:
        title = f" {known[clause].zh}" if clause in known else ""
        yield note("依据 source: ", *_cited([clause]), title)
    for law in rule.laws:
        if law.document == "GIDS":
            yield note("条款 requirement: ", link("req", law.article))
        else:
            days = _in_force(documents()[law.document])
            yield note(f"依据 source: {law.document} {law.article} ({SURE[law.confidence]}) · {days}")
    case = files("gov_integrity.rules") / "cases" / f"{rule.code}.json"
    if case.is_file():
        told = json.loads(case.read_text(encoding="utf-8"))
        text = json.dumps({key: told[key] for key in ("good", "bad")}, ensure_ascii=False, indent=1)
        yield paragraph(nodes.strong("", "用例 Case: "), told["why"])
        yield nodes.literal_block(text, text, language="json")


class KindsDirective(_Directive):
    """`{gi:kinds} DEC`: the findings of an area, those of the technical stages and those of the rules."""

    def run(self) -> list[nodes.Node]:
        """Sphinx calls this."""
        area = f"GI-{self.arguments[0]}-"
        found = [self._section(one) for one in technical_kinds().values() if one.code.startswith(area)]
        for rule in rules().values():
            if rule.code.startswith(area):
                section = self._section(rule.kind)
                section += _about_rule(rule)
                found.append(section)
        return found

    def _section(self, one: Kind) -> nodes.section:
        found = nodes.section(ids=[self.target("finding", one.code)], names=[one.code.lower()])
        found += nodes.title("", f"{one.code} {one.title_zh} {one.title_en}")
        found += note(f"{SEVERITIES[one.severity]} · {STAGES[one.stage]}")
        found += both(one.message_zh, one.message_en)
        found += paragraph(nodes.strong("", "改正 How to mend: "), one.mend_zh)
        found += paragraph(one.mend_en, classes=["gi-en"])
        if one.requirement:
            found += note("条款 requirement: ", link("req", one.requirement))
        for cite in one.citations:
            found += note(f"依据 citation: {cite.document} {cite.clause} ({SURE[cite.confidence]})")
        return found
