"""JSON Schema of the model, and the quick judge built on it."""

from .emit import BASE, bundle, flat, split
from .files import schema_files
from .judge import Judge, has_fast, judge, parser
from .lines import LONGEST_LINE, LineJudge, line_judge
from .sound import sound_columns, sound_judge

__all__ = [
    "BASE",
    "LONGEST_LINE",
    "Judge",
    "LineJudge",
    "bundle",
    "flat",
    "has_fast",
    "judge",
    "line_judge",
    "parser",
    "schema_files",
    "sound_columns",
    "sound_judge",
    "split",
]
