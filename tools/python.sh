#!/bin/sh
# Prints the Python to work with: the one that made .venv, else the newest that really runs (a shim on PATH may not),
# 3.11 or later, preferably one that can make a virtual environment by itself.
for needed in "import ensurepip, venv" "pass"; do
    for python in "$(readlink -f .venv/bin/python)" python3.13 python3.12 python3.11 python3 python3.14 python; do
        if "$python" -c "import sys; assert sys.version_info >= (3, 11); $needed" >/dev/null 2>&1; then
            echo "$python"
            exit 0
        fi
    done
done
echo "Butuh Python 3.11 atau lebih baru. Debian/Ubuntu: sudo apt-get install python3 python3-venv" >&2
exit 1
