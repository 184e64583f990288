"""The command line. Parses and reports; what is done to files is in `cleantext.io`, what is done to texts above it."""
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command `cleantext` with the arguments of this process."""
    try:
        from .main import heed_signals, run
        heed_signals()
        code = run(sys.argv[1:])
    except KeyboardInterrupt:       # so early that nothing has been opened yet
        code = 130
    sys.exit(code)
