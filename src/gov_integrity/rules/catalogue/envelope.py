"""Who may state what, why a statement is changed, and what its rows and columns may say."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta, timezone
from functools import cache, lru_cache

from gov_integrity.codelists import codelist
from gov_integrity.model import TYPES, field_specs
from gov_integrity.periods.partial import after
from gov_integrity.policy import profiles
from gov_integrity.register.conflicts import natural_key
from gov_integrity.rules.claims import joined
from gov_integrity.rules.facts import Tallies, bulk_only, kept
from gov_integrity.rules.links import digest
from gov_integrity.rules.registry import dataset_rule, record_rule
from gov_integrity.rules.shapes import having
from gov_integrity.rules.values import Checked, Claim, Context, Found, Hit, Law, Statement

_EVERY = tuple(TYPES)
_UNREASONED = frozenset(("correct", "withdraw", "erase"))


@record_rule(
    "GI-ENV-0001",
    types=_EVERY,
    zh=(
        "未写明版次原因",
        "本版次的性质是 {revision_action},但没有写明原因。",
        "在“版次原因”中写明为什么更正、撤销或者删除前一版次。",
    ),
    en=(
        "no reason for the revision",
        "This revision is a {revision_action} and gives no reason.",
        "Say in action_reason why the earlier revision is corrected, withdrawn or erased.",
    ),
    laws=(Law("GIDS", "GIDS-ENV-011"),),
    parts=lambda shape: _UNREASONED & {shape.action} if "action_reason" not in shape.fields else (),
)
def reason_missing(_actions: object, statement: Statement, _context: Context) -> Checked:
    """A correction, withdrawal or erasure says why."""
    return (Hit("/action", {"revision_action": statement["action"]}),)


def _owners(_concerned: object, statement: Statement) -> Iterable[Claim]:
    """Later revisions by namespace and stating body; bodies by credit code; successions."""
    claims: list[Claim] = []
    if statement["revision"] > 1:
        namespace = statement["id"].partition("/")[0]
        body = statement["stated_by"]
        if not body.startswith(f"{namespace}/"):
            claims.append((("revised", namespace, body), 0))
    if statement["type"] == "organisation":
        claims.append((("body", statement["id"]), 0))
        if "uscc" in statement:
            claims.append((("owner", statement["uscc"], statement["id"]), 0))
        claims += [
            (("follows", row["predecessor"], statement["id"]), 0) for row in statement.get("successions", ())
        ]
    return claims


@dataset_rule(
    "GI-ENV-0002",
    types=_EVERY,
    gather=_owners,
    parts=lambda shape: (shape.type,) if shape.revised or shape.type == "organisation" else (),
    zh=(
        "由他人发布新版次",
        "标识属于统一社会信用代码 {namespace} 的单位,新版次的陈述单位既不是它,也不是登记的承继单位。",
        "由标识的所有单位发布新版次;其他单位对同一事实另作陈述,承继的应先在单位沿革中登记承继关系。",
    ),
    en=(
        "revised by another body",
        (
            "The id belongs to the body with credit code {namespace}; the later revision is by another "
            "body, not its registered successor."
        ),
        (
            "Let the owner of the id revise it; another body makes its own statement, and a successor first "
            "registers the succession."
        ),
    ),
    laws=(Law("GIDS", "GIDS-ENV-007"),),
)
def revised_by_another(tallies: Tallies, _context: Context) -> Iterable[Found]:
    """Only the owner of a namespace or its successor revises; judged where both bodies are known."""
    bodies = {key[0] for key, _ in kept(tallies, "body")}
    heirs: dict[str, set[str]] = {}
    for (old, new), _ in kept(tallies, "follows"):
        heirs.setdefault(old, set()).add(new)
    # One code may stand in statements of several ids about one body; any of them owns the namespace.
    owners: dict[str, set[str]] = {}
    for (namespace, owner), _ in kept(tallies, "owner"):
        owners.setdefault(namespace, set()).add(owner)
    for (namespace, body), tally in kept(tallies, "revised"):
        if body in bodies and namespace in owners and body not in _with_heirs(owners[namespace], heirs):
            yield Found(tally.first, Hit("/stated_by", {"namespace": namespace}))


def _with_heirs(owners: set[str], heirs: Mapping[str, set[str]]) -> set[str]:
    found, open_ends = set(owners), list(owners)
    while open_ends:
        new = heirs.get(open_ends.pop(), set()) - found
        found |= new
        open_ends += new
    return found


@cache
def _ranks() -> Mapping[str, int]:
    return {code: int(found.extra["rank"]) for code, found in codelist("access").codes.items()}


@record_rule(
    "GI-ENV-0003",
    types=_EVERY,
    needs=("evidence",),
    zh=(
        "材料的公开范围超过陈述",
        "陈述的公开范围是 {access},证明材料却写作 {sample}。",
        "把材料的公开范围改为不超过陈述的范围,或者由陈述单位放宽陈述的公开范围。",
    ),
    en=(
        "evidence wider than its statement",
        "The statement is for {access}, but a document of evidence says {sample}.",
        "Narrow the access of the document, or let the stating body widen that of the statement.",
    ),
    laws=(Law("GIDS", "GIDS-ENV-017"),),
    severity="warning",
)
def evidence_too_wide(statement: Statement, _context: Context) -> Checked:
    """The access of a statement is a ceiling for its evidence."""
    ceiling = _ranks()[statement["access"]]
    for index, row in enumerate(statement["evidence"]):
        if "access" in row and _ranks()[row["access"]] > ceiling:
            yield Hit(f"/evidence/{index}/access", {"access": statement["access"]}, row["access"])


_AUTHORITIES = frozenset(("managing-departments", "supervising-departments"))


def _shown(type_: str, statement: Statement) -> Iterable[Claim]:
    """Statements not for the public, and since when; what a publication shows, to whom, until when."""
    if type_ == "publication":
        if statement.get("state", "published") != "published" or bulk_only(statement):
            return ()
        audiences = statement.get("audiences", ())
        to = "government" if audiences and _AUTHORITIES.issuperset(audiences) else "public"
        more = (statement["stated_by"], to, statement.get("until", ""))
        return [(("shown", one, *more), 0) for one in statement["about"]]
    if statement["access"] == "public":
        return ()
    narrowed = statement["recorded_at"][:10] if statement["revision"] > 1 else ""
    return [(("closed", statement["id"], statement["stated_by"], statement["access"], narrowed), 0)]


@dataset_rule(
    "GI-ENV-0004",
    types=("publication", "dishonesty_record", "sanction", "case", "court_matter", "handling"),
    gather=_shown,
    late=("dishonesty_record", "sanction", "case", "court_matter", "handling"),
    asked_by="shown",
    zh=(
        "公开了他人未对社会公开的陈述",
        "所公开的陈述 {statement} 由其他单位作出,公开范围是 {access},本单位无权放宽。",
        "停止公开,或者请该陈述的陈述单位先以新版次放宽公开范围。",
    ),
    en=(
        "made public what another body keeps closed",
        "Statement {statement} is another body's and for {access}; only that body may widen it.",
        "Take it down, or ask the body that stated it to widen its access by a new revision first.",
    ),
    laws=(Law("GIDS", "GIDS-ENV-017"),),
    parts=having(publication=("about",)),
)
def widened_by_another(tallies: Tallies, _context: Context) -> Iterable[Found]:
    """Only the stating body widens the access of its statement; it may narrow it when publication is over."""
    for (one, publisher, to, until), tally, (_, stated_by, access, narrowed), _ in joined(
        tallies, "shown", "closed"
    ):
        over = until and narrowed and not after(until, narrowed)
        if publisher != stated_by and not over and _ranks()[to] > _ranks()[access]:
            yield Found(tally.first, Hit("/about", {"statement": one, "access": access}))


_FACTS: Mapping[str, tuple[str, ...]] = {
    "dishonesty_record": ("decided_on", "known_on", "conduct_on"),
    "honesty_record": ("awarded_on",),
    "commitment": ("made_on",),
    "decision": ("decided_on",),
    "case": ("opened_on", "closed_on"),
    "court_matter": ("filed_on", "listed_on", "delisted_on", "performed_on"),
    "handling": ("done_on",),
    "inspection": ("done_on",),
    "observation": ("observed_on",),
    "assessment": ("assessed_on",),
    "report": ("submitted_on",),
    "task": ("done_on",),
}
"""Fields that tell of what has happened; the day of recording cannot lie before them."""

_CHINA = timezone(timedelta(hours=8))


@lru_cache(maxsize=4096)
def _recorded(moment: str) -> date:
    return datetime.fromisoformat(moment).astimezone(_CHINA).date()


@record_rule(
    "GI-ENV-0005",
    types=tuple(_FACTS),
    zh=(
        "记录早于所记的事实",
        "记录时间是 {recorded_on},所记的日期 {sample} 在其之后。",
        "核对记入台账的时间和该日期,更正其中写错的一个;尚未发生的事不要提前记录。",
    ),
    en=(
        "recorded before the fact",
        "It was recorded on {recorded_on}, before the day {sample} it tells of.",
        "Check the time of recording and the date and correct the wrong one; do not record ahead.",
    ),
    laws=(Law("GIDS", "GIDS-ENV-015"),),
    parts=lambda shape: [name for name in _FACTS[shape.type] if name in shape.fields],
)
def recorded_too_early(names: Collection[str], statement: Statement, _context: Context) -> Checked:
    """What is recorded has happened."""
    recorded = statement["recorded_at"]
    # Most dates are earlier even as texts; only the others are looked at closely.
    for name in names:
        if statement[name] > recorded:
            return _early(names, statement)
    return ()


def _early(names: Collection[str], statement: Statement) -> Checked:
    recorded = statement["recorded_at"]
    recorded_on = _recorded(recorded)
    for name in names:
        if statement[name] > recorded and after(statement[name], recorded_on):
            yield Hit(f"/{name}", {"recorded_on": recorded_on.isoformat()}, statement[name])


@record_rule(
    "GI-ENV-0006",
    types=_EVERY,
    needs=("evidence",),
    zh=(
        "材料对应的行不存在",
        "材料写明证明 {part},本陈述没有这一行。",
        "按“子表名/行号”写明所证明的行,或者删去对应行。",
    ),
    en=(
        "evidence names a row that is not there",
        "The document is said to prove {part}, which this statement does not have.",
        "Write list name, slash, row number of the row it proves, or leave it out.",
    ),
    laws=(Law("GIDS", "GIDS-REF-005"),),
)
def row_not_there(statement: Statement, _context: Context) -> Checked:
    """Evidence of a row names a row that exists."""
    for index, row in enumerate(statement["evidence"]):
        if "part" in row:
            name, _, number = row["part"].partition("/")
            rows = statement.get(name)
            if not isinstance(rows, (list, tuple)) or not any(
                isinstance(one, Mapping) and str(one.get("no")) == number for one in rows
            ):
                yield Hit(f"/evidence/{index}/part", {"part": row["part"]})


@cache
def _child_lists(kind: str) -> tuple[str, ...]:
    return tuple(spec.name for spec in field_specs(kind) if spec.rows)


@record_rule(
    "GI-ENV-0007",
    types=_EVERY,
    zh=(
        "行号重复",
        "子表 {list} 中行号 {no} 用了不止一次。",
        "给每一行各自的行号;已经报送过的行保持原行号不变。",
    ),
    en=(
        "row number used twice",
        "Row number {no} stands more than once in {list}.",
        "Give every row its own number, and keep the numbers of rows already delivered.",
    ),
    laws=(Law("GIDS", "GIDS-REC-003"),),
    parts=lambda shape: [name for name in _child_lists(shape.type) if name in shape.fields],
)
def number_twice(lists: Collection[str], statement: Statement, _context: Context) -> Checked:
    """Row numbers are unique in their list."""
    for name in lists:
        rows = statement[name]
        if len(rows) > 1 and len({row["no"] for row in rows}) < len(rows):
            return _repeated(lists, statement)
    return ()


def _repeated(lists: Collection[str], statement: Statement) -> Checked:
    for name in lists:
        seen: set[int] = set()
        for index, row in enumerate(statement[name]):
            if row["no"] in seen:
                yield Hit(f"/{name}/{index}/no", {"list": name, "no": row["no"]})
            seen.add(row["no"])


def _facts(type_: str, statement: Statement) -> Iterable[Claim]:
    """Facts by their natural key; statements that were merged under one number."""
    if type_ == "handling":
        merged = statement["operation"] == "integrate"
        return [(("merged", one, statement["id"]), 0) for one in statement["about"]] if merged else ()
    key = natural_key(statement)
    return () if key is None else [(("fact", digest("\n".join(key)), statement["id"]), 0)]


@dataset_rule(
    "GI-ENV-0008",
    types=("dishonesty_record", "court_matter", "handling"),
    gather=_facts,
    zh=(
        "同一事实有多条陈述",
        "同一主体、同一文号的事实有 {count} 条陈述,另一条的标识是 {other}。",
        "由作出文书的单位保留一条;确属各自陈述的,另作整合操作写明主编号,计分时只算一次。",
    ),
    en=(
        "the same fact stated more than once",
        "{count} statements tell the same subject and document number; another is {other}.",
        (
            "Keep that of the body that decided; where each stands by its own, merge them by a handling with "
            "one main number. Scores count it once."
        ),
    ),
    clauses=("alxa-2021/2.4.4c", "xinzheng-2017/4.1.4d"),
    laws=(Law("GIDS", "GIDS-ENV-007"),),
    severity="warning",
    parts=having(handling=("about", "entry_no")),
)
def stated_twice(tallies: Tallies, _context: Context) -> Iterable[Found]:
    """One subject and document number is one fact; several statements of it are told, unless merged."""
    merged: dict[str, set[str]] = {}
    for (one, by), _ in kept(tallies, "merged"):
        merged.setdefault(one, set()).add(by)
    facts = [(fact, own, tally) for (fact, own), tally in kept(tallies, "fact")]
    number = Counter(fact for fact, _, _ in facts)
    seen: dict[str, list[str]] = defaultdict(list)
    for fact, own, tally in facts:
        if number[fact] > 1:  # few
            others, mains = seen[fact], merged.get(own, set())
            if others and (not mains or all(mains.isdisjoint(merged.get(one, ())) for one in others)):
                yield Found(tally.first, Hit("", {"count": len(others) + 1, "other": others[0]}))
            others.append(own)


@cache
def _prefixes(chain: tuple[str, ...]) -> frozenset[str]:
    return frozenset(head.prefix for head in profiles() if head.id in chain and head.prefix)


@record_rule(
    "GI-ENV-0009",
    types=_EVERY,
    zh=(
        "扩展列的前缀没有登记",
        "列 {column} 的前缀不是适用细则登记的前缀。",
        "改用细则登记的前缀,或者把内容写进标准已有的字段。",
    ),
    en=(
        "prefix of an extension column not registered",
        "The prefix of column {column} is not one the profile has registered.",
        "Use the registered prefix of the profile, or a field the standard has.",
    ),
    laws=(Law("GIDS", "GIDS-REC-002"), Law("GIDS", "GIDS-REC-009")),
    parts=lambda shape: sorted(name for name in shape.fields if name.startswith("x_")),
)
def prefix_unknown(added: Collection[str], _statement: Statement, context: Context) -> Checked:
    """Columns a profile adds bear the prefix it has registered."""
    if context.profile is None:
        return ()
    known = _prefixes(context.profile.chain)
    return [Hit(f"/{name}", {"column": name}) for name in added if name.split("_")[1] not in known]
