"""Persons and bodies: what of an identity may be told, to whom, and what codes can mean."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from gov_integrity.rules.claims import joined
from gov_integrity.rules.facts import Tallies, kept
from gov_integrity.rules.registry import dataset_rule, record_rule
from gov_integrity.rules.shapes import having, lacking
from gov_integrity.rules.values import Checked, Claim, Context, Found, Hit, Law, Statement

_ONE_OF_MANY = frozenset({"staff", "enforcement-staff", "social-supervisor", "leading-cadre"})


def _open_records(type_: str, statement: Statement) -> Iterable[Claim]:
    if type_ == "person":
        return [(("person", statement["id"]), 0)]
    if statement["access"] != "public":
        return ()
    if "basis" in statement and any(row.get("role") == "publication" for row in statement["basis"]):
        return ()
    return [(("open", statement["subject"]), 0)]


@dataset_rule(
    "GI-PER-0001",
    types=("person", "dishonesty_record", "sanction", "case"),
    gather=_open_records,
    zh=(
        "自然人的信息对社会公开",
        "主体是自然人,{count} 条陈述的公开范围是社会公开,又没有写明公开依据;这是其中第一条。",
        "改为政务共享或者授权查询;法律、法规准许公开的,在依据中写明公开依据。",
    ),
    en=(
        "a natural person's record open to the public",
        "Open to the public without a basis, about a natural person: {count} statement(s), this one first.",
        "Restrict the access, or cite the law that allows publication as a basis for it.",
    ),
    laws=(
        Law("山东省社会信用条例", "20"),
        Law("浙江省公共信用信息管理条例", "15"),
        Law("个人信息保护法", "25"),
    ),
    parts=having(dishonesty_record=("subject",), sanction=("subject",), case=("subject",)),
)
def person_open(tallies: Tallies, _context: Context) -> Iterable[Found]:
    """Records of natural persons are shared or given on authorised query, not shown to everyone."""
    for _, tally, _, _ in joined(tallies, "open", "person"):
        yield Found(tally.first, Hit("/access", {"count": tally.count}))


@record_rule(
    "GI-PER-0002",
    types=("person",),
    needs=("id_masked", "id_digest"),
    zh=(
        "末四位和摘要同时报送",
        "证件号码的脱敏值和摘要同时出现。",
        "只保留其中一项;有职务或者工号可以识别本人的,两项都不报送。",
    ),
    en=(
        "mask and digest side by side",
        "Both the last characters and the digest of an identity number are given.",
        "Keep one of them; where a post or staff number identifies the person, send neither.",
    ),
    laws=(Law("GIDS", "GIDS-PRI-003"),),
)
def mask_beside_digest(_statement: Statement, _context: Context) -> Checked:
    """A digest is never sent beside the mask: together they would give the number away."""
    yield Hit("/id_digest")


@record_rule(
    "GI-PER-0003",
    types=("person",),
    zh=(
        "不必要的证件号码",
        "职务或者执法证号已经可以识别本人,仍报送了证件号码的脱敏值或者摘要。",
        "删去证件号码的脱敏值和摘要,以任职情况或者执法证号识别本人。",
    ),
    en=(
        "identity number not needed",
        "A post or certificate identifies the person, yet part or a digest of the identity number is given.",
        "Leave both out; the posts or the number of the certificate tell who the person is.",
    ),
    laws=(Law("GIDS", "GIDS-PRI-002"), Law("个人信息保护法", "6")),
    severity="warning",
    parts=lambda shape: [name for name in ("id_masked", "id_digest") if name in shape.fields],
)
def identity_not_needed(names: Collection[str], statement: Statement, _context: Context) -> Checked:
    """Personal data are kept to the least that serves: a post with its body identifies an official.

    To be one of the staff is no post that tells one from another; a certificate of enforcement does.
    """
    posts, numbers = statement.get("posts", ()), statement.get("identifiers", ())
    known = any("title" in row or row.get("role", "staff") not in _ONE_OF_MANY for row in posts)
    if known or any(row["scheme"] == "enforcement-certificate" for row in numbers):
        for name in names:
            yield Hit(f"/{name}")


@record_rule(
    "GI-PER-0004",
    types=("person",),
    needs=("id_digest",),
    zh=(
        "摘要没有写明密钥",
        "证件号码摘要没有写明密钥标识,无法与其他摘要比较。",
        "填写计算摘要所用密钥的标识;包头已经写明摘要密钥的,无需处理。",
    ),
    en=(
        "digest without its key",
        "The digest of the identity number does not name its key and can be compared with nothing.",
        "State the id of the key it was made with, unless the header of the package names it.",
    ),
    laws=(Law("GIDS", "GIDS-PRI-003"),),
    severity="warning",
    parts=lacking("id_key"),
)
def digest_without_key(_missing: object, _statement: Statement, _context: Context) -> Checked:
    """A digest names its key, or the header of its package does: hence a warning."""
    return (Hit("/id_digest"),)


@record_rule(
    "GI-PER-0005",
    types=("person",),
    needs=("id_masked",),
    zh=(
        "没有写明证件类型",
        "有证件号码的脱敏值,没有写明证件类型。",
        "填写证件类型,或者删去脱敏值。",
    ),
    en=(
        "kind of identity document missing",
        "The last characters of a number are given, but not the kind of document.",
        "State the kind of document or leave the characters out.",
    ),
    laws=(Law("GB/T 34830.1", "", "secondary"),),
    confidence="secondary",
    parts=lacking("id_type"),
)
def document_kind_missing(_missing: object, _statement: Statement, _context: Context) -> Checked:
    """A person is identified by name and by kind and number of a document."""
    return (Hit("/id_masked"),)


@record_rule(
    "GI-PER-0006",
    types=("person",),
    zh=(
        "人员信息对社会公开",
        "人员信息的公开范围是 {access},其中含有证件号码的脱敏值或者摘要。",
        "改为政务共享或者授权查询。",
    ),
    en=(
        "identity data open to the public",
        "The statement on a person is for {access} and holds part or a digest of an identity number.",
        "Restrict its access to authorities or authorised query.",
    ),
    laws=(
        Law("个人信息保护法", "25"),
        Law("浙江省行政处罚结果信息网上公开暂行办法", "", "secondary"),
    ),
    parts=lambda shape: {"id_masked", "id_digest"}.intersection(shape.fields),
)
def identity_open(_shown: object, statement: Statement, _context: Context) -> Checked:
    """Identity numbers, in whatever part, are not shown to everyone."""
    if statement["access"] == "public":
        yield Hit("/access", {"access": "public"})


@record_rule(
    "GI-ORG-0001",
    types=("organisation",),
    needs=("uscc",),
    zh=(
        "机构类别与信用代码不符",
        "机构类别是 {organisation_kind},统一社会信用代码前两位是 {prefix}。",
        "核对登记证书;代码前两位 92 是个体工商户,其他市场主体不用 92。",
    ),
    en=(
        "kind of body contradicts its code",
        "The body is of the kind {organisation_kind}, but its credit code begins with {prefix}.",
        "Check the certificate: 92 is for individual businesses and for no other kind.",
    ),
    laws=(Law("GB 32100-2015", "5.1", "secondary"),),
    confidence="secondary",
)
def kind_against_code(statement: Statement, _context: Context) -> Checked:
    """Codes that begin with 92 are those of individual businesses, and of no other kind."""
    kind, prefix = statement["kind"], statement["uscc"][:2]
    if (prefix == _BUSINESS) != (kind == "individual-business"):
        yield Hit("/kind", {"organisation_kind": kind, "prefix": prefix})


_BUSINESS = "92"


def _codes(_type: str, statement: Statement) -> Iterable[Claim]:
    return [(("code", statement["uscc"], statement["id"]), 0)]


@dataset_rule(
    "GI-ORG-0002",
    types=("organisation",),
    gather=_codes,
    zh=(
        "一码多赋",
        "统一社会信用代码 {sample} 还用于另一个单位 {other}。",
        "向登记机关核实,该代码至多保留给一个单位;同一单位的,合并为一个标识。",
    ),
    en=(
        "one code for several bodies",
        "Credit code {sample} is also that of another body, {other}.",
        "Ask the registering department: at most one may keep it; if both are one body, use one id.",
    ),
    laws=(Law("GB 32100-2015", "4", "secondary"),),
    severity="warning",
    parts=having(organisation=("uscc",)),
)
def code_twice(tallies: Tallies, _context: Context) -> Iterable[Found]:
    """A code belongs to one body (重错码)."""
    owner: dict[str, str] = {}
    for (code, ident), tally in kept(tallies, "code"):
        if owner.setdefault(code, ident) != ident:
            yield Found(tally.first, Hit("/uscc", {"other": owner[code]}, code))
