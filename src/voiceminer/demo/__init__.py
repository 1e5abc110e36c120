"""The demo corpora: exports of an invented firm, as package data. No code lives here.

`full/` and `small/` are folders to hand to the product; `truth/` is what was planted in them and
is never read by it. All of it is made by `scripts/make_demo_corpus.py`.
"""
