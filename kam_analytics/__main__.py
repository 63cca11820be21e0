"""`python -m kam_analytics COMMAND …`."""

import sys

from kam_analytics.cli import main

if __name__ == "__main__":
    sys.exit(main())
