"""A guide made of data: read, checked, decided and written without knowing its subject or its site generator."""

import gc

gc.set_threshold(100_000, 50)  # Nearly all is kept to the end; garbage is not worth looking for as often as usual.
