"""The package as it is installed: light to import, complete, its examples as they are, its tables as their generators write them."""
import doctest
import importlib
import importlib.util
import pathlib
import subprocess
import sys

import pytest

import cleantext

ROOT = pathlib.Path(__file__).parent.parent
PACKAGE = pathlib.Path(cleantext.__file__).parent


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def test_import_pulls_in_nothing_heavy():
    heavy = "torch cleantext.training numpy pyarrow click rich orjson babel hypothesis asyncio json importlib.resources concurrent.futures"
    code = f"import sys, cleantext; print(*[name for name in {heavy.split()!r} if name in sys.modules])"
    assert run(code).split() == []


def test_import_takes_less_than_60_ms_of_cpu():
    code = "import time; start = time.process_time(); import cleantext; print(time.process_time() - start)"
    assert min(float(run(code)) for _ in range(5)) < 0.060


def test_names_are_those_that_are_promised():
    assert all(hasattr(cleantext, name) for name in cleantext.__all__)
    assert set(cleantext.__all__) >= {"Cleaner", "Config", "Date", "Label", "Line", "Money", "classify", "clean", "find_dates", "find_money", "parse_date", "parse_money", "tidy"}


def test_the_package_holds_its_data_and_contract():
    assert (PACKAGE / "py.typed").exists()
    assert (PACKAGE / "_core.pyi").exists()
    assert 1000 < (PACKAGE / "data" / "lines.model").stat().st_size < 2_000_000


@pytest.mark.parametrize("name", ["clean", "config", "dates", "lines", "money", "tidy"])
def test_the_examples_of_the_docstrings(name):
    results = doctest.testmod(importlib.import_module(f"cleantext.{name}"))
    assert results.attempted
    assert not results.failed


def build_tables():
    spec = importlib.util.spec_from_file_location("build_tables", ROOT / "tools" / "build_tables.py")
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        spec.loader.exec_module(module)
        yield from ((name, module.render) for name in module.TABLES)
    finally:
        sys.path.remove(str(ROOT / "tools"))


@pytest.mark.parametrize("name", ["unicode_tables.h", "entity_tables.h", "money_tables.h", "dates_tables.h"])
def test_tables_regenerate_to_the_same_bytes(name):
    known = [render(table) for table, render in build_tables() if table == name]
    assert known == [(ROOT / "src" / "cleantext" / "data" / name).read_text(encoding="utf-8")]


def test_pages_are_what_the_cases_say():
    subprocess.run([sys.executable, ROOT / "tools" / "write_pages.py", "--check"], check=True)      # which says what to run


def test_what_a_text_of_many_amounts_needed_is_given_back():
    """The core keeps the memory of one document for the next call, but no more than 8 MB of it; lists of mentions count, too."""
    code = """if True:
        import pathlib
        from cleantext import Cleaner, Config, Label

        def resident():
            return int(pathlib.Path("/proc/self/statm").read_text().split()[1]) * 4096
        cleaner = Cleaner(Config(keep=set(Label), tidy=False, dates=False))
        cleaner.clean("It cost $5 in all.")
        before = resident()
        cleaner.clean("$1 " * 200_000)
        print(resident() - before)
    """
    if not pathlib.Path("/proc/self/statm").exists():
        pytest.skip("only Linux tells how much memory a process holds")
    assert int(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout) < 12 << 20
