"""Build the wheel and fail where it lacks what an installed product needs, or carries what it should not."""

import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parent.parent

NEEDED = (
    "gongliao/gateway/cli/main.py",
    "gongliao/platform/messages.json",
    "gongliao/web/index.html",
    "gongliao/web/index.html.br",
    "licenses/LICENSE",
    "licenses/NOTICE",
    "entry_points.txt",
)
UNWANTED = ("tests/", "node_modules/", "__pycache__/", ".map")


def main() -> int:
    """Build and look; return 1 where something is amiss."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder]
        subprocess.run(command, cwd=ROOT, check=True, stdout=sys.stderr)
        (wheel,) = Path(folder).glob("*.whl")
        with ZipFile(wheel) as content:
            names = content.namelist()
        size_mb = wheel.stat().st_size / 1e6
    faults = faults_of(names)
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{wheel.name}: {len(names)} files, {size_mb:.1f} MB", file=sys.stderr)
    return 1 if faults else 0


def faults_of(names: Iterable[str]) -> list[str]:
    """Return what a wheel with these files lacks, and what it has too much."""
    names = list(names)
    lacking = [f"the wheel lacks {end}" for end in NEEDED if not any(name.endswith(end) for name in names)]
    if not any(name.startswith("gongliao/web/assets/") and name.endswith(".js") for name in names):
        lacking.append("the wheel lacks the scripts of the web client")
    unwanted = [f"the wheel carries {name}" for name in names if any(part in name for part in UNWANTED)]
    return lacking + unwanted


if __name__ == "__main__":
    sys.exit(main())
