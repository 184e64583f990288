"""An option for the dump to measure on."""


def pytest_addoption(parser):
    parser.addoption("--dump", help="JSONL dump with a field `text`")
