"""`python -m slawizard`: the same as the command `slawizard`."""

import sys

from slawizard.cli import main

if __name__ == "__main__":
    sys.exit(main())
