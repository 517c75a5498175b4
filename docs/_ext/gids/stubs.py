"""One page a type, code list, area of findings and public module, written anew before each build.

The pages hold a heading and a directive; what they say is read from the definition when they are built.
"""

from __future__ import annotations

from pathlib import Path

from gov_integrity.codelists import codelist, names
from gov_integrity.findings import technical_kinds
from gov_integrity.model import TYPES, type_title
from gov_integrity.rules import rules

from .api import api_pages
from .areas import AREAS
from .commands import commands_page
from .trace import trace_pages

__all__ = ["write_stubs"]

_LINES = {
    "package": "数据包头 package header",
    "package_end": "数据包尾 last line",
    "tombstone": "撤销和删除 tombstone",
    "envelope": "信封 envelope",
}

_PLACED = (
    "_build",
    "generated",
    "standard",
    "index",
    "tutorial",
    "desk",
    "types",
    "codelists",
    "findings",
    "api",
)
"""Pages and folders that the start page names itself."""


def write_stubs(source: Path) -> None:
    """Write the pages under `generated/`; a page that nothing makes any more is removed."""
    root = Path(source) / "generated"
    pages = {f"types/{name}.md": text for name, text in _types().items()}
    pages |= {f"codelists/{name}.md": _codelist(name) for name in names()}
    pages |= {f"findings/{area}.md": text for area, text in _findings().items()}
    pages |= {f"api/{name}.rst": text for name, text in api_pages().items()}
    pages |= trace_pages()
    pages["commands.md"] = commands_page()
    pages["topics.md"] = _topics(Path(source))
    for path, text in pages.items():
        _write(root / path, text)
    for file in root.rglob("*.*"):
        if file.relative_to(root).as_posix() not in pages:
            file.unlink()


def _topics(source: Path) -> str:
    """All other pages of the folder, so that a page stands in the menu as soon as it is written."""
    found = [path.relative_to(source).with_suffix("").as_posix() for path in source.rglob("*.md")]
    rest = sorted(name for name in found if name.split("/")[0] not in _PLACED)
    listing = "".join(f"/{name}\n" for name in rest)
    return f"# 专题 Topics\n\n```{{toctree}}\n:maxdepth: 2\n{listing}```\n"


def _write(path: Path, text: str) -> None:
    """Leave an unchanged page alone, so that it is not read again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def _types() -> dict[str, str]:
    found = {name: f"# `{name}` {title}\n\n:::{{gi:fields}} {name}\n:::\n" for name, title in _LINES.items()}
    for name in TYPES:
        known = codelist("statement-type").get(name)
        title = f"{known.zh} {known.en}" if known else ""
        words = type_title(name)[1].replace(" / ", "\n\n")
        more = "各类型共有的字段见 {gi:type}`envelope`。 The fields all types share: {gi:type}`envelope`."
        found[name] = f"# `{name}` {title}\n\n{words}\n\n{more}\n\n:::{{gi:fields}} {name}\n:::\n"
    return found


def _codelist(name: str) -> str:
    known = codelist(name)
    return f"# `{name}` {known.zh} {known.en}\n\n:::{{gi:codes}} {name}\n:::\n"


def _findings() -> dict[str, str]:
    areas = sorted({code.split("-")[1] for code in (*technical_kinds(), *rules())})
    return {area: f"# GI-{area} {AREAS[area]}\n\n:::{{gi:kinds}} {area}\n:::\n" for area in areas}
