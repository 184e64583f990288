#!/usr/bin/env python3
"""Run the core's tests on the build in FOLDER, without those that measure time ("linear") or start other processes.

usage: run_built_tests.py FOLDER [TESTS …]
"""
import pathlib
import sys

import pytest

folder = pathlib.Path(sys.argv[1]).resolve()
sys.path.insert(0, str(folder))
import cleantext  # noqa: E402

if folder not in pathlib.Path(cleantext._core.__file__).parents:
    sys.exit(f"{cleantext._core.__file__} is not the build in {folder}")
sys.exit(pytest.main(["-x", "--capture=sys", "-k", "not linear", "--ignore=tests/test_package.py", "--ignore-glob=tests/test_cli*.py", *sys.argv[2:]]))
