"""The product as a whole for tests: the real template on the emulator behind one origin, and a small clinic in it.

Tests in `tests/stack` and `tests/browser` take the fixtures `stack` (addresses, AWS clients) and `clinic` (people).
Both are made once for a run of pytest; tests therefore make their own conversations and never count all there are.
"""
