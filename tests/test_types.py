"""What a type checker says to the callers of the package: the README's example is right, a misspelt option is not. Needs mypy, of the extra `lint`."""
import pathlib
import re
import typing

import pytest

import cleantext
from cleantext.config import Options

mypy = pytest.importorskip("mypy.api")
README = pathlib.Path(__file__).parent.parent / "README.md"
GIVEN = "page = 'a page'\ntexts = ['one', 'two']\n"         # what the example takes as given


def check(code, folder, monkeypatch):
    """What mypy --strict says of a program beside the package."""
    (folder / "program.py").write_text(code, encoding="utf-8")
    monkeypatch.setenv("MYPYPATH", str(pathlib.Path(cleantext.__file__).parent.parent))
    monkeypatch.chdir(folder)
    return mypy.run(["--strict", "--config-file=", "program.py"])[0]


def test_the_readme(tmp_path, monkeypatch):
    example, = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    more = """
cleantext.clean(page, keep_phrases=["read more"], drop_phrases=(text for text in texts), keep=[cleantext.Label.TEXT, "caption"], tidy=cleantext.Tidy(spaces=False))
cleantext.Config.preset("recall", keep=frozenset({cleantext.Label.TEXT}))
cleaner.config.keep.isdisjoint(cleaner.config.keep_phrases)
"""
    assert check(GIVEN + example + more, tmp_path, monkeypatch).startswith("Success")


def test_mistakes(tmp_path, monkeypatch):
    calls = ["clean('a', thresold=0.3)", "clean('a', money='no')", "Config(preset='recall')", "Config(keep=5)", "Config.preset('recall', dates=0.5)", "clean(b'a')"]
    said = check("import cleantext\n" + "".join(f"cleantext.{call}\n" for call in calls), tmp_path, monkeypatch)
    assert [call for number, call in enumerate(calls, 2) if f"program.py:{number}: error" not in said] == []


def test_every_option_has_its_type():
    assert list(typing.get_type_hints(Options)) == [*cleantext.Config.__dataclass_fields__]
