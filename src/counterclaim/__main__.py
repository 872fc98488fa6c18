"""`python -m counterclaim`."""

from counterclaim.views.cli.main import main

main()
