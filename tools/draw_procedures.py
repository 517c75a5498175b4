"""Draw the diagrams and write the tables of `docs/procedures.md` from the data of the procedures."""

from __future__ import annotations

import sys
from pathlib import Path

from gov_integrity.codelists import codelist
from gov_integrity.procedures import Procedure, Step, procedures
from gov_integrity.procedures.diagram import picture
from gov_integrity.procedures.reading import vocabulary

BEGIN, END = "<!-- 由 tools/draw_procedures.py 写出,勿手改 -->", "<!-- 写出部分止 -->"


def documents(root: Path) -> dict[Path, str]:
    """Every file this tool writes, with its text; the page keeps what is written by hand."""
    found = {root / "_static" / "procedures" / f"{name}.svg": picture(name) for name in procedures()}
    page = root / "procedures.md"
    text = page.read_text(encoding="utf-8")
    head, tail = text.partition(BEGIN)[0], text.partition(END)[2]
    sections = "\n".join(_section(one) for one in procedures().values())
    found[page] = f"{head}{BEGIN}\n\n{sections}\n{END}{tail}"
    return found


def _section(one: Procedure) -> str:
    served = "; ".join(
        f"`{name}`" + (f"({', '.join(kinds)})" if kinds else "") for name, kinds in one.serves.items()
    )
    rows = "\n".join(_row(one, step) for step in one.steps)
    return (
        f"### {one.zh} {one.en}\n\n适用于 serves: {served}\n\n"
        f"![{one.zh}流程图:各列为状态,各行为步骤](_static/procedures/{one.id}.svg)\n\n"
        "| 步骤 step | 由谁 by | 文书 document | 期限 clock | 条件 conditions | 效力 effect | 依据 basis |\n"
        f"|---|---|---|---|---|---|---|\n{rows}\n"
    )


def _sure(word: str, confidence: str) -> str:
    return word if confidence == "verified" else f"{word}({codelist('confidence').label(confidence)})"


def _row(one: Procedure, step: Step) -> str:
    words, cited = vocabulary(), step.citations
    target = one.states[step.from_states[0] if step.to == "=" else step.to]
    outcome = f"({codelist('step-outcome').label(step.outcome)})" if step.outcome else ""
    to = "" if step.to == "=" else f" → {target.zh}"
    must = "应当" if step.strength == "must" else "可以"
    if step.kinds:
        must += f"({'、'.join(codelist('decision-kind').label(kind) for kind in step.kinds)})"
    clocks = [start.clock + (f"@{start.scope}" if start.scope else "") for start in step.clocks]
    if step.minimum is not None:
        clocks.append(f"≥ {step.minimum.clock}")
    cells = (
        f"{must}:`{step.code}`{outcome}{to}<br>{step.zh}",
        _sure("、".join(words.actors[code].zh for code in step.actors), step.actor_confidence),
        "、".join(_sure(words.documents[code].zh, sure) for code, sure in step.documents.items()),
        "<br>".join(clocks),
        "<br>".join(words.guards[code].zh for code in step.guards),
        "<br>".join(words.effects[code].zh for code in step.effects),
        "<br>".join(_sure(f"{cite.document} {cite.clause}".strip(), cite.confidence) for cite in cited),
    )
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    for path, text in documents(Path(sys.argv[1] if len(sys.argv) > 1 else "docs")).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
