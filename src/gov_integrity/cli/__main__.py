"""`python -m gov_integrity.cli`: the command line without the console script."""

from gov_integrity.cli import main

main()
