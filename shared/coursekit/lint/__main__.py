"""`python -m coursekit.lint` is `coursekit lint`."""

import sys

from coursekit.lint.command import main

if __name__ == "__main__":
    sys.exit(main())
