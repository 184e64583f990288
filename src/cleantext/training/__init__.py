"""Training of the line model: what `cleantext train` and tools/train_lines.py share. Needs numpy and torch (extra `train`); nothing else imports it."""
