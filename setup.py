"""Build the one extension. CLEANTEXT_DEBUG=1 turns on bounds checks, assertions, the address and undefined-behaviour sanitizers,
and copies of texts that end where they do (CT_EXACT in boundary.pxd)."""
import os

from Cython.Build import cythonize
from setuptools import Extension, setup

DEBUG = os.environ.get("CLEANTEXT_DEBUG", "") not in ("", "0")
SANITIZERS = ["-fsanitize=address,undefined", "-fno-sanitize-recover=undefined", "-fno-omit-frame-pointer"]

core = Extension(
    "cleantext._core",
    ["src/cleantext/_core.pyx"],
    include_dirs=["src/cleantext/data", "src/cleantext/kernels"],
    depends=[os.path.join(folder, name) for folder in ("src/cleantext", "src/cleantext/kernels", "src/cleantext/data")
             for name in sorted(os.listdir(folder)) if name.endswith((".pxd", ".h"))],
    define_macros=[("CT_EXACT", "1")] if DEBUG else [],
    extra_compile_args=["-O1", "-g", *SANITIZERS] if DEBUG else ["-O3"] if os.name == "posix" else ["/O2"],
    extra_link_args=SANITIZERS if DEBUG else [],
)

setup(
    ext_modules=cythonize(
        [core],
        force=DEBUG,
        compiler_directives={
            "language_level": 3,
            "boundscheck": DEBUG,
            "wraparound": False,
            "initializedcheck": DEBUG,
            "cdivision": True,
            "embedsignature": True,
            "freethreading_compatible": True,
        },
    ),
)
