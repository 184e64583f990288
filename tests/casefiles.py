"""The one loader of tests/cases: JSONL files, and the known failures as strict xfails."""
import json
import pathlib
from typing import Any

import pytest

FOLDER = pathlib.Path(__file__).parent / "cases"


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of tests/cases/NAME.jsonl, each with its place in the file as `id`."""
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [{"id": f"{name}-{number}", **json.loads(line)} for number, line in enumerate(lines, 1) if line.strip()]


def parametrize(name: str, argument: str = "case", failure: str = "known_failure") -> pytest.MarkDecorator:
    """Parametrize a test over the cases of a file; those in which `failure` stands (the reason) are strict xfails."""
    return pytest.mark.parametrize(argument, [
        pytest.param(case, id=case["id"], marks=[pytest.mark.xfail(strict=True, reason=case[failure])] if failure in case else [])
        for case in cases(name)])
