"""`python -m coursekit` is `coursekit`."""

import sys

from coursekit.cli import main

sys.exit(main())
