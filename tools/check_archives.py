#!/usr/bin/env python3
"""Check what is in the source archive and the wheel of a folder: check_archives.py FOLDER. In a checkout the archive must hold all files that git knows."""
import pathlib
import subprocess
import sys
import tarfile
import zipfile

folder = pathlib.Path(sys.argv[1])
(sdist,), (wheel,) = folder.glob("*.tar.gz"), folder.glob("*.whl")
with tarfile.open(sdist) as archive:
    source = {name.partition("/")[2] for name in archive.getnames()}
packed = set(zipfile.ZipFile(wheel).namelist())
IN_SOURCE = ("src/cleantext/_core.pyx", "src/cleantext/kernels/tidy.pxd", "src/cleantext/kernels/scan.h", "src/cleantext/data/unicode_tables.h",
             "src/cleantext/data/lines.model", "tests/test_tidy.py", "tools/build_tables.py", "examples/harbour.txt", "examples/harbour.clean.txt", ".ci/run")
IN_WHEEL = ("cleantext/py.typed", "cleantext/_core.pyi", "cleantext/data/lines.model")
ROOT = pathlib.Path(__file__).resolve().parent.parent
known = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True).stdout.split("\n") if (ROOT / ".git").exists() else []
wanted = {*IN_SOURCE, *filter(None, known)} - {".gitignore"}
problems = [f"{sdist.name} lacks {name}" for name in sorted(wanted - source)]
problems += [f"{wheel.name} lacks {name}" for name in IN_WHEEL if name not in packed]
problems += [f"{wheel.name} holds {name}" for name in packed if name.endswith((".c", ".h", ".pyx", ".pxd"))]
problems += [f"{sdist.name} holds {name}" for name in source if name.endswith((".so", "_core.c"))]
print("\n".join(problems) or f"{sdist.name} and {wheel.name} hold what they should")
sys.exit(bool(problems))
