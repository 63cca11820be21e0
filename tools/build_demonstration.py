"""Write data/demonstration.zip, which a new installation opens in place of importing the demonstration."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kam_analytics.answers.demonstration import PREBUILT, build

if __name__ == "__main__":
    build(PREBUILT)
    print(f"{PREBUILT.name}: {PREBUILT.stat().st_size / 1e6:.1f} MB")
