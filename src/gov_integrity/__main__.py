"""`python -m gov_integrity`: the command line without the console script."""

from gov_integrity.cli import main

main()
