#!/bin/sh
# Make the virtual environment in the folder given, with the pinned installer in it. PYTHON names another interpreter.
set -eu

venv=$1
here=$(dirname "$0")

# Runs the candidate, because a name on the path may be a shim with no interpreter behind it.
fits() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null
}

python=
for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11 python}; do
    if fits "$candidate"; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "Gongliao needs Python 3.11, 3.12 or 3.13; found none${PYTHON:+ at $PYTHON}." >&2
    echo "On Debian or Ubuntu: apt-get install python3 python3-venv. Elsewhere: https://www.python.org/downloads/" >&2
    echo "If it is installed under another name: make PYTHON=/path/to/python3.12 ..." >&2
    exit 1
fi

if [ ! -x "$venv/bin/python" ]; then
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        echo "This Python $version can't make virtual environments: its modules venv and ensurepip are missing." >&2
        echo "On Debian or Ubuntu: apt-get install python3-venv (or python$version-venv), then try again." >&2
        exit 1
    fi
    echo "Making $venv with $("$python" --version) …" >&2
    "$python" -m venv "$venv" >&2
fi
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$here/uv.txt" >&2
