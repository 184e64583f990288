"""Input and output: files and streams to records and back. Knows nothing of how a text is cleaned, nor of the command line."""
