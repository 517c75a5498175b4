"""Profile folders of fictitious jurisdictions, written to a data directory."""

HEAD = {
    "title_zh": "示例",
    "title_en": "example",
    "document": "示例〔2020〕1号",
    "issuer_zh": "示例机关",
    "issuer_en": "example body",
    "level": "county",
    "issued_on": "2020-01-01",
    "in_force_from": "2020-01-01",
    "in_force_confidence": "inferred",
    "confidence": "verified",
}
ENTRIES = (
    "section,list,code,target,strength,value_zh,value_en,clock,condition_zh,condition_en,"
    "change,clauses,confidence"
)
TASKS = "code,number,zh,en,lead,assisting,due_on,due_zh,due_en,change,clauses"
CLAUSES = "clause,document,zh,summary_en,mechanism,verifiability,source"


def entry(section, name, code, target="", *, change="add", clauses, strength="must", value="", clock=""):
    words = (value and f"{value},{value}") or ","
    return f"{section},{name},{code},{target},{strength},{words},{clock},,,{change},{clauses},verified"


def write(root, name, entries=(), tasks=(), clauses=("1",), **head):
    """Write `root/profiles/name`; a head key set to None is left out. Returns the folder."""
    folder = root / "profiles" / name
    folder.mkdir(parents=True)
    rows = {**HEAD, **head}
    lines = ["key,value", *(f"{key},{value}" for key, value in rows.items() if value is not None)]
    put(folder / "profile.csv", lines)
    put(folder / "entries.csv", [ENTRIES, *entries])
    if tasks:
        put(folder / "tasks.csv", [TASKS, *tasks])
    put(
        folder / "clauses.csv",
        [CLAUSES, *(f"{name}/{one},{name},条,clause,sanction,schema,示例" for one in clauses)],
    )
    return folder


def put(path, lines):
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
