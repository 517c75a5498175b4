"""Files in and out: JSON, NDJSON, CSV and workbooks, with the place of every value."""

from .package import Package, UnreadablePackageError, load, write

__all__ = ["Package", "UnreadablePackageError", "load", "write"]
