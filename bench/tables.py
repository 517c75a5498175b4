"""Tables: reading and judging workbooks and CSV, and marking a workbook; ratios in one run.

`python -m bench.tables [ROWS]` prints one JSON line a figure. The files are made on first use.
"""

from __future__ import annotations

import csv
import json
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from bench.generate import uscc
from bench.measure import run

DATA = Path(__file__).parent / "data"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
COLUMNS = (
    "id", "revision", "action", "stated_by", "recorded_at", "access", "remarks", "subject", "form",
    "document_no", "decided_by", "decided_on", "effective_on", "causes", "conducts", "domains", "in_duty",
    "conduct_on", "known_on", "facts", "harms", "loss_amount", "loss_text", "severity", "ended_on",
)  # fmt: skip
HEADER = {
    "id": "bench/pkg", "version": "1.0-draft", "profile": "national-2016", "sender": "bench/body-0",
    "created_at": "2024-06-30T00:00:00+08:00", "extent": "increment",
}  # fmt: skip


def rows(count: int) -> Iterator[list[str]]:
    """Sound records of dishonesty, as an agency's system would export them."""
    bodies = [uscc(number) for number in range(200)]
    for number in range(count):
        body = bodies[number % len(bodies)]
        day = f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}"
        yield [
            f"{body}/rec-{number:07}", "1", "make", f"{body}/org", f"{day}T09:30:00+08:00", "public",
            f"来源于年度督查，编号{number}", f"{body}/org", "court-judgment", f"（2024）示0101行初{number}号",
            f"{bodies[0]}/org", day, day, "overdue-payment", "breach-of-contract", "government-procurement",
            "true", f"2023-{number % 12 + 1:02}", day, f"未按合同约定支付第{number}号项目工程款",
            "public-interest", f"{number * 7 % 900_000}.50", "已由财政部门核定", "general", "2025-06-30",
        ]  # fmt: skip


def write_csv(path: Path, count: int) -> None:
    path.mkdir(parents=True, exist_ok=True)
    for name, columns, found in (
        ("package", list(HEADER), [list(HEADER.values())]),
        ("dishonesty_record", list(COLUMNS), rows(count)),
    ):
        with (path / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(columns)
            writer.writerows(found)


def write_xlsx(path: Path, count: int) -> None:
    """As spreadsheet programs write it: shared strings."""
    strings: dict[str, int] = {}

    def sheet(columns: list[str], found: Iterator[list[str]]) -> Iterator[str]:
        yield f'<worksheet xmlns="{MAIN}"><sheetData>'
        letters = [chr(65 + n) for n in range(26)]
        for number, texts in enumerate(chain(columns, found), start=1):
            cells = "".join(
                f'<c r="{letters[at]}{number}" t="s"><v>{strings.setdefault(text, len(strings))}</v></c>'
                for at, text in enumerate(texts)
            )
            yield f'<row r="{number}">{cells}</row>'
        yield "</sheetData></worksheet>"

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "_rels/.rels",
            _rels(f'<Relationship Id="r" Type="{RELS}/officeDocument" Target="xl/workbook.xml"/>'),
        )
        names = ("package", "dishonesty_record")
        sheets = "".join(f'<sheet name="{n}" sheetId="{i}" r:id="r{i}"/>' for i, n in enumerate(names, 1))
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets>{sheets}</sheets></workbook>',
        )
        links = "".join(
            f'<Relationship Id="r{i}" Type="{RELS}/worksheet" Target="worksheets/s{i}.xml"/>' for i in (1, 2)
        )
        links += f'<Relationship Id="r3" Type="{RELS}/sharedStrings" Target="sharedStrings.xml"/>'
        links += f'<Relationship Id="r4" Type="{RELS}/styles" Target="styles.xml"/>'
        archive.writestr("xl/_rels/workbook.xml.rels", _rels(links))
        archive.writestr("xl/styles.xml", STYLES)
        archive.writestr("[Content_Types].xml", TYPES)
        for at, (columns, found) in enumerate(
            ((list(HEADER), iter([list(HEADER.values())])), (list(COLUMNS), rows(count))), start=1
        ):
            with archive.open(f"xl/worksheets/s{at}.xml", "w") as stream:
                for piece in sheet(columns, found):
                    stream.write(piece.encode())
        with archive.open("xl/sharedStrings.xml", "w") as stream:
            stream.write(f'<sst xmlns="{MAIN}">'.encode())
            for text in strings:
                stream.write(f"<si><t>{escape(text)}</t></si>".encode())
            stream.write(b"</sst>")


def chain(first: list[str], rest: Iterator[list[str]]) -> Iterator[list[str]]:
    yield first
    yield from rest


def _rels(inside: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}">{inside}</Relationships>'


STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill><patternFill/></fill>'
    '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="1"><xf/></cellXfs></styleSheet>'
)
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/s1.xml" ContentType="{_SHEET}.worksheet+xml"/>'
    f'<Override PartName="/xl/worksheets/s2.xml" ContentType="{_SHEET}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_SHEET}.styles+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_SHEET}.sharedStrings+xml"/></Types>'
)


# ---- the jobs, each in a process of its own ------------------------------------------------------------


def csv_only(path: Path) -> None:
    with (path / "dishonesty_record.csv").open(encoding="utf-8", newline="") as stream:
        for _ in csv.reader(stream):
            pass


def openpyxl_only(path: Path) -> None:
    import openpyxl

    for sheet in openpyxl.load_workbook(path, read_only=True):
        for _ in sheet.iter_rows(values_only=True):
            pass


def judged(path: Path) -> None:
    """All stages but the rules, in one process."""
    from gov_integrity.validation import validate

    report = validate([path], rules=False)
    assert report.counts.by_severity["error"] == 0, report.counts


def openpyxl_again(path: Path) -> None:
    import openpyxl

    openpyxl.load_workbook(path).save(path.with_suffix(".again.xlsx"))


def marked(path: Path) -> None:
    """One error in every tenth row."""
    from gov_integrity.exchange.tables.binding import bind
    from gov_integrity.exchange.tables.marking import Mark, Words, mark_workbook
    from gov_integrity.exchange.tables.opening import open_tables

    with open_tables(path) as opened:
        bindings = [found[0] for table, layout in opened.tables if (found := bind(table, layout))]
    name = bindings[-1].table.name
    count = int(path.stem.rpartition("-")[2])
    marks = [Mark(name, n, "L", "error", "日期写法不符", "日期") for n in range(3, count, 10)]
    words = Words({"error": "错误", "warning": "警告", "info": "提示"}, "通过")
    mark_workbook(
        path, path.with_suffix(".marked.xlsx"), bindings=bindings, marks=marks, words=words, summary=[]
    )


JOBS = {job.__name__: job for job in (csv_only, openpyxl_only, judged, openpyxl_again, marked)}


def warm_up() -> None:
    """Import and compile what every run of ours shares: start-up is measured elsewhere."""
    import openpyxl  # noqa: F401

    from gov_integrity.validation import validate

    validate([b'{"type":"package"}\n'], rules=False)


def timed(name: str, path: Path) -> float:
    """Seconds of one run, start-up left out."""
    return float(run([sys.executable, "-W", "ignore", "-m", "bench.tables", name, str(path)]).output)


def compared(name: str, other: str, path: Path, times: int = 1) -> float:
    """Time of one job by that of another, the best of several runs taken in turns."""
    turns = [(timed(name, path), timed(other, path)) for _ in range(times)]
    return min(one for one, _ in turns) / min(two for _, two in turns)


def tell(name: str, value: float, goal: str, *, holds: bool) -> None:
    print(json.dumps({"name": name, "value": round(value, 3), "goal": goal, "holds": holds}), flush=True)


def main(count: int) -> None:
    DATA.mkdir(exist_ok=True)
    table, book, small = DATA / f"csv-{count}", DATA / f"book-{count}.xlsx", DATA / f"book-{count // 5}.xlsx"
    if not table.exists():
        write_csv(table, count)
    for path, size in ((book, count), (small, count // 5)):
        if not path.exists():
            write_xlsx(path, size)
    ratio = compared("csv_only", "judged", table, 5)
    tell("CSV read and judged, of csv.reader reading", ratio, ">= 0.25", holds=ratio >= 0.25)
    ratio = compared("openpyxl_only", "judged", book)
    tell("XLSX read and judged, of openpyxl reading", ratio, ">= 1.5", holds=ratio >= 1.5)
    peak = run([sys.executable, "-m", "bench.tables", "judged", str(book)], memory=True).peak
    tell("XLSX read and judged, peak MB of all processes", peak, "<= 200", holds=peak <= 200)
    ratio = compared("marked", "openpyxl_again", small)
    tell("marking, of openpyxl loading and saving", ratio, "<= 3", holds=ratio <= 3)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        warm_up()
        begin = time.perf_counter()
        JOBS[sys.argv[1]](Path(sys.argv[2]))
        print(time.perf_counter() - begin)
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
