"""Write the schema files of the version under construction into the package and its top-level copy."""

from __future__ import annotations

import shutil
from pathlib import Path

from gov_integrity.model import STANDARD_VERSION
from gov_integrity.schema.files import built_files

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Both folders are written anew, so that a file nobody makes any more disappears."""
    for base in (ROOT / "src/gov_integrity/schema/published", ROOT / "schemas"):
        folder = base / STANDARD_VERSION
        shutil.rmtree(folder, ignore_errors=True)
        for path, data in built_files().items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
    print(f"{len(built_files())} files")


if __name__ == "__main__":
    main()
