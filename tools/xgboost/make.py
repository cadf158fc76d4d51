"""Makes fixtures/xgboost/ with real xgboost of several versions, which need Python 3.11 and 3.12.

    python3 tools/xgboost/make.py [words]     # only the cases whose folder's name contains one of the words

Each version is installed from the Python package index into a virtual environment of its own below .work/xgboost/.
"""

import json
import os
import pathlib
import subprocess
import sys

here = pathlib.Path(__file__).parent
work = here.parent.parent / ".work" / "xgboost"


def python_of(version: str, needs: dict[str, str]) -> pathlib.Path:
    """The interpreter of a version's environment, which is made when absent."""
    python, *pins = needs.items()
    folder = work / version
    interpreter = folder / "bin" / "python"
    if not interpreter.exists():
        environment = {**os.environ, "PYENV_VERSION": python[1]}
        subprocess.run([f"python{python[1]}", "-m", "venv", folder], env=environment, check=True)
        wanted = [f"xgboost=={version}", *(f"{name}=={pin}" for name, pin in pins)]
        pip = [interpreter, "-m", "pip", "install", "--quiet", "--no-deps", "--only-binary", ":all:"]
        subprocess.run([*pip, *wanted], check=True)
    return interpreter


for version, needs in json.loads((here / "versions.json").read_text()).items():
    print(version)
    subprocess.run([python_of(version, needs), here / "record.py", *sys.argv[1:]], check=True)
