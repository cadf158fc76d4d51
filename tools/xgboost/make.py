"""Makes fixtures/xgboost/ with real xgboost of several versions (Python 3.11).

    python3 tools/xgboost/make.py [words]     # only the cases whose folder's name contains one of the words

Each version is installed from the Python package index into a virtual environment of its own below .work/xgboost/.
"""

import json
import pathlib
import subprocess
import sys
import venv

here = pathlib.Path(__file__).parent
work = here.parent.parent / ".work" / "xgboost"


def python_of(version: str, pins: dict[str, str]) -> pathlib.Path:
    """The interpreter of a version's environment, which is made when absent."""
    folder = work / version
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        wanted = [f"xgboost=={version}", *(f"{name}=={pin}" for name, pin in pins.items())]
        pip = [python, "-m", "pip", "install", "--quiet", "--no-deps", "--only-binary", ":all:"]
        subprocess.run([*pip, *wanted], check=True)
    return python


for version, pins in json.loads((here / "versions.json").read_text()).items():
    print(version)
    subprocess.run([python_of(version, pins), here / "record.py", *sys.argv[1:]], check=True)
