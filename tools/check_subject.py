"""Refuse a commit whose subject is longer than 72 characters; called by pre-commit with the message's file."""

import sys
from pathlib import Path

MOST = 72


def main(message: Path) -> int:
    subject = message.read_text("utf-8").partition("\n")[0]
    if len(subject) <= MOST:
        return 0
    sys.stdout.write(f"The subject has {len(subject)} characters; the most is {MOST}.\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
