"""`python -m cleantext` is the command `cleantext`."""
from .cli import main

if __name__ == "__main__":
    main()
