"""`python -m coursekit.build` is `coursekit build`."""

import sys

from coursekit.build.command import main

if __name__ == "__main__":
    sys.exit(main())
