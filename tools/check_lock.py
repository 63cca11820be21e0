"""Fail when a package of pyproject.toml is missing from the pinned requirements, or pinned otherwise."""

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SIGN_IN = ["authlib", "httpx"]  # what `streamlit[auth]` is for
NAME = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[[^\]]*\])?\s*(==\s*([^\s;]+))?")


def pinned(file: str) -> dict[str, str]:
    """Package → version of a requirements file; every line must pin one."""
    found = {}
    for line in (ROOT / file).read_text("utf-8").splitlines():
        match = NAME.match(line)
        if match and not line.startswith("#"):
            if match[3] is None:
                sys.exit(f"{file}: {line!r} is not pinned")
            found[match[1].lower()] = match[3]
    return found


def check(wanted: list[str], file: str) -> list[str]:
    """What is wrong with one requirements file."""
    locked, problems = pinned(file), []
    for requirement in wanted:
        match = NAME.match(requirement)
        name, version = (match[1].lower(), match[3]) if match else (requirement, None)
        if name not in locked:
            problems.append(f"{file}: {name} is missing")
        elif version is not None and locked[name] != version:
            problems.append(f"{file}: {name} is {locked[name]}, pyproject.toml says {version}")
    return problems


def main() -> int:
    """0 when the three files agree with pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    run, groups = project["project"]["dependencies"], project["dependency-groups"]
    problems = check(run, "requirements.txt") + check(run + groups["dev"], "requirements-dev.txt")
    problems += check([*run, *groups["server"], *SIGN_IN], "requirements-server.txt")
    sys.stdout.write("".join(f"{problem}\n" for problem in problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
