"""`python -m tests.corpus.scored`: see run.py."""

import sys

from tests.corpus.scored.run import main

if __name__ == "__main__":
    sys.exit(main())
