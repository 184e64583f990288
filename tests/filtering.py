"""Files through the filter, for the tests."""
from cleantext.io.filter import Counts, filter_files
from cleantext.io.plan import make_plan
from cleantext.io.records import Reading


def upper(text):
    return text.upper()


def run(inputs, clean=upper, output="-", folder=None, reading=Reading(), **options):  # noqa: B008
    plan = make_plan([str(path) for path in inputs], str(output), None if folder is None else str(folder),
                     rejects=options.get("rejects"), overwrite=options.get("overwrite", False))
    counts = Counts()
    filter_files(plan, clean, reading, counts, **options)
    return counts


def filtered(tmp_path, name, data, clean=upper, **options):
    """What comes out of a file of this name and content."""
    source, target = tmp_path / name, tmp_path / f"out-{name}"
    source.write_bytes(data)
    counts = run([source], clean, target, overwrite=True, **options)
    return target.read_bytes(), counts


def parts(folder):
    return [path.name for path in folder.iterdir() if path.name.endswith(".part")]
