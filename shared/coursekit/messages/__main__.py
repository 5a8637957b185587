"""`python -m coursekit.messages` is `coursekit messages`."""

import sys

from coursekit.messages.command import main

if __name__ == "__main__":
    sys.exit(main())
