"""`python -m yui`: the same as the installed `yui` command."""

import sys

from yui.cli import main

sys.exit(main())
