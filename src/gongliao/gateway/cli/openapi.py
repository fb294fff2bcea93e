"""gongliao openapi: the description of the HTTP interface."""

import argparse
import json
import os
import sys
from pathlib import Path

from gongliao.gateway.cli.terminal import Exit, messages


def add_to(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    parser.add_argument("--output", type=Path, help="write to this file (default: print)")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; end with 1 when ./openapi.json (or --output) differs"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print or write the OpenAPI document, or check that the one at hand is up to date."""
    text = document_text()
    target = arguments.output or Path("openapi.json")
    if arguments.check:
        if target.is_file() and target.read_text(encoding="utf-8") == text:
            return Exit.DONE
        messages.print(f"{target} is out of date. Write it anew: gongliao openapi --output {target}", soft_wrap=True)
        return Exit.CHECK_FAILED
    if arguments.output:
        target.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return Exit.DONE


def document_text() -> str:
    """Return the document as it stands in the repository: the same bytes for the same code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongliao.gateway.settings")
    # The document needs no database and no key of an installation, so none is made for it.
    os.environ.setdefault("GONGLIAO_SECRET_KEY", "unused")
    import django

    django.setup()
    from gongliao.gateway.interface import build_interface

    return json.dumps(build_interface().get_openapi_schema(), ensure_ascii=False, indent=2) + "\n"
