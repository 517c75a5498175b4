"""JSON Schema of the model, and the quick judge built on it."""

from .emit import BASE, bundle, flat, split
from .files import schema_files
from .judge import Judge, has_fast, judge, parse

__all__ = ["BASE", "Judge", "bundle", "flat", "has_fast", "judge", "parse", "schema_files", "split"]
