"""Running the command line, for the tests."""
import json
import os
import subprocess
import sys

import cleantext

DEAL = "The company said that it had agreed to buy  its largest rival, Smith &amp; Sons, after months of talks between the owners."
CANONICAL = "The company said that it had agreed to buy its largest rival, Smith & Sons, after months of talks between the owners."
ALL = ["--keep", ",".join(cleantext.Label)]      # whatever the model says of a line
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(os.path.abspath(path or ".") for path in sys.path)}
COMMAND = [sys.executable, "-m", "cleantext"]


def cli(*arguments, data=b"", cwd=None, code=0, **environment):
    """Run the command; (stdout, stderr) when it exits as it should."""
    done = subprocess.run([*COMMAND, *arguments], input=data, capture_output=True, cwd=cwd, env={**ENVIRONMENT, **environment}, timeout=120)
    assert done.returncode == code, done.stderr.decode()
    return done.stdout, done.stderr.decode()


def start(*arguments, cwd, **options):
    return subprocess.Popen([*COMMAND, *map(str, arguments)], cwd=cwd, env=ENVIRONMENT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, **options)


def record(text, **others):
    return json.dumps({**others, "text": text}).encode() + b"\n"


def names(folder):
    return sorted(path.name for path in folder.iterdir())
