"""Tables in and out: workbooks and CSV read as written, with the place of every value, and marked."""
