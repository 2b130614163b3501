"""`python -m yui.engines.search evaluate …`"""

import sys

from yui.engines.search.evaluate import main

if __name__ == "__main__":
    if sys.argv[1:2] != ["evaluate"]:
        sys.exit(
            "usage: python -m yui.engines.search evaluate --documents D --queries Q --qrels R [--words-only] [--json]"
        )
    sys.exit(main(sys.argv[2:]))
