"""Draw docs/architecture.svg from the imports; `--check` fails when the drawing is not up to date.

Floors are the layers of the import contract in pyproject.toml; rooms are the folders and modules inside a package; an
arrow from A to B says that some module of A imports one of B, thicker the more do.
"""

import ast
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DRAWING = ROOT / "docs" / "architecture.svg"
PACKAGE = "kam_analytics."
WIDTH, FLOOR, ROOM, GAP = 1180, 92, 26, 14
INK, PAPER, LINE, QUIET = "#1D2530", "#FFFFFF", "#9AA5B1", "#F4F6F8"


def floors() -> list[list[str]]:
    """The packages of each layer, from the top."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(c["layers"] for c in contracts if c["name"] == "layers point down")
    return [[name.strip().removeprefix(PACKAGE) for name in layer.split("|")] for layer in layers]


def rooms(package: str) -> list[str]:
    """The folders and modules of a package."""
    folder = ROOT / package if package == "pages" else ROOT / "kam_analytics" / package
    folders = {path.parent.name for path in folder.glob("*/__init__.py")}
    return sorted(folders | {path.stem for path in folder.glob("*.py") if not path.stem.startswith("__")})


def imports() -> Counter[tuple[str, str]]:
    """How many modules of one package import another."""
    arrows: Counter[tuple[str, str]] = Counter()
    for path in [*(ROOT / "kam_analytics").rglob("*.py"), *(ROOT / "pages").glob("*.py")]:
        relative = path.relative_to(ROOT).parts
        source = "pages" if relative[0] == "pages" else relative[1].removesuffix(".py")
        for target in set(_targets(path)):
            if target != source:
                arrows[source, target] += 1
    return arrows


def _targets(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(PACKAGE):
            yield node.module.removeprefix(PACKAGE).split(".")[0]


def places() -> dict[str, tuple[float, float, float]]:
    """x, y and width of each package."""
    boxes: dict[str, tuple[float, float, float]] = {}
    for level, packages in enumerate(floors()):
        width = (WIDTH - GAP * (len(packages) + 1)) / len(packages)
        for n, package in enumerate(packages):
            boxes[package] = (GAP + n * (width + GAP), GAP + level * FLOOR, width)
    return boxes


def drawing() -> str:
    """The whole picture."""
    at = places()
    height = GAP + len(floors()) * FLOOR
    shapes = [_room(package, *place) for package, place in at.items()]
    arrows = [_arrow(at[a], at[b], n) for (a, b), n in sorted(imports().items()) if a in at and b in at]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="Inter, sans-serif">\n'
        f"<title>Packages of KAM Analytics and their imports</title>\n"
        f'<rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>\n' + "\n".join([*arrows, *shapes]) + "\n</svg>\n"
    )


def _room(package: str, x: float, y: float, width: float) -> str:
    names = ", ".join(rooms(package))
    most = int(width / 5.7)
    shown = names if len(names) <= most else names[: most - 1].rsplit(", ", 1)[0] + ", …"
    return (
        f'<rect x="{x:.0f}" y="{y}" width="{width:.0f}" height="{2 * ROOM}" rx="4" fill="{QUIET}" stroke="{LINE}"/>'
        f'<text x="{x + 10:.0f}" y="{y + 20}" font-size="15" font-weight="600" fill="{INK}">{package}</text>'
        f'<text x="{x + 10:.0f}" y="{y + 41}" font-size="12" fill="{INK}">{escape(shown)}</text>'
    )


def _arrow(source: tuple[float, float, float], target: tuple[float, float, float], count: int) -> str:
    x1, y1 = source[0] + source[2] / 2, source[1] + 2 * ROOM
    x2, y2 = target[0] + target[2] / 2, target[1]
    thickness = 0.6 + min(count, 60) / 20
    return (
        f'<path d="M{x1:.0f} {y1:.0f} C{x1:.0f} {y1 + 30:.0f} {x2:.0f} {y2 - 30:.0f} {x2:.0f} {y2:.0f}" fill="none" '
        f'stroke="{LINE}" stroke-width="{thickness:.1f}" opacity="0.7"/>'
    )


def main() -> int:
    """0 when written, or up to date; 1 when `--check` finds a difference."""
    text = drawing()
    if "--check" not in sys.argv:
        DRAWING.write_text(text, "utf-8")
        return 0
    if DRAWING.exists() and DRAWING.read_text("utf-8") == text:
        return 0
    sys.stdout.write("docs/architecture.svg is not up to date: run tools/architecture_map.py\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
