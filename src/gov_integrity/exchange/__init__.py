"""Files in and out: JSON, NDJSON, CSV and workbooks, with the place of every value."""
