"""Hypothesis profiles: the default one tries the same examples at every run; `--hypothesis-profile=long` looks for new ones, a hundred times longer."""
from hypothesis import settings

settings.register_profile("default", deadline=None, max_examples=200, derandomize=True)
settings.register_profile("long", deadline=None, max_examples=20_000)
settings.load_profile("default")
