"""`python -m voiceminer`."""

from voiceminer.cli import app

app()
