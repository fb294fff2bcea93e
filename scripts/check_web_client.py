"""Fail where the web client's generated types differ from what ``openapi.json`` gives; the fix is ``npm run api``."""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "openapi.json"
CLIENT = ROOT / "web" / "src" / "api" / "schema.d.ts"


def main() -> int:
    """Generate beside the file that is there and compare; nothing of the source is touched."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / CLIENT.name
        command = ["npm", "exec", "--", "openapi-typescript", str(DOCUMENT), "--output", str(fresh)]
        subprocess.run([sys.executable, ROOT / "scripts" / "web.py", *command], check=True)
        same = fresh.read_bytes() == CLIENT.read_bytes()
    if not same:
        print(f"{CLIENT.relative_to(ROOT)} is out of date; run: python -m scripts.web npm run api", file=sys.stderr)
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
