"""Makes fixtures/xgboost-train/ with real xgboost (Python 3.11).

    python3 tools/xgboost-train/make.py [words]     # only the cases whose name contains one of the words

xgboost is installed from the Python package index into a virtual environment below .work/xgboost-train/.
"""

import pathlib
import subprocess
import sys
import venv

here = pathlib.Path(__file__).parent
folder = here.parent.parent / ".work" / "xgboost-train"
python = folder / "bin" / "python"
if not python.exists():
    venv.create(folder, with_pip=True)
    pip = [python, "-m", "pip", "install", "--quiet", "--no-deps", "--only-binary", ":all:"]
    subprocess.run([*pip, "-r", here / "requirements.txt"], check=True)
subprocess.run([python, here / "record.py", *sys.argv[1:]], check=True)
