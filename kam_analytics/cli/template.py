"""`template KIND --out FILE.xlsx`: an empty workbook to fill in."""

import argparse
from pathlib import Path
from typing import Any

from kam_analytics.cli import arguments as asked
from kam_analytics.cli.answer import Answer, language
from kam_analytics.exports.template import TEMPLATES, template


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command; `common` carries --json, --store and --lang."""
    command = commands.add_parser("template", parents=[common], help="an empty workbook to fill in, for one kind")
    command.add_argument("kind", choices=TEMPLATES)
    command.add_argument("--out", type=Path, required=True, metavar="FILE.xlsx")
    command.set_defaults(run=write)


def write(args: argparse.Namespace) -> Answer:
    """Write the workbook. Raises CannotWrite."""
    content = template(args.kind, language(args.lang))
    with asked.writing(args.out):
        args.out.write_bytes(content)
    return Answer({"kind": args.kind, "file": str(args.out), "bytes": len(content)}, str(args.out))
