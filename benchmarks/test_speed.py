"""Speed over (operation, corpus), in MB/s: pytest benchmarks -o addopts="" [--dump DUMP.jsonl].

Each round gets its texts as new strings and runs every document once. For a verdict use gate.py, which compares with a control.
"""
import documents
import pytest

CORPORA = ("made-up", "dump")


@pytest.fixture(scope="module")
def corpora(request):
    dump = request.config.getoption("--dump")
    return {"made-up": documents.made_up(200), "dump": documents.records(dump) if dump else None}


@pytest.mark.parametrize("corpus", CORPORA)
@pytest.mark.parametrize("name", sorted(documents.operations()))
def test_speed(benchmark, corpora, name, corpus):
    records = corpora[corpus]
    if records is None:
        pytest.skip("no --dump given")
    operation = documents.operations()[name]
    size = sum(len(text.encode()) for text in documents.fresh(records))

    def run(texts):
        for text in texts:
            operation(text)

    benchmark.pedantic(run, setup=lambda: ((list(documents.fresh(records)),), {}), rounds=5, warmup_rounds=1)
    if benchmark.stats:
        benchmark.extra_info["MB/s"] = round(size / benchmark.stats.stats.median / 1e6, 1)
