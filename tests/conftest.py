"""Hypothesis profiles: `--hypothesis-profile=long` looks a hundred times longer."""
from hypothesis import settings

settings.register_profile("default", deadline=None, max_examples=200)
settings.register_profile("long", deadline=None, max_examples=20_000)
settings.load_profile("default")
