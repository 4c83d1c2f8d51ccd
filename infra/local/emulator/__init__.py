"""The local AWS: MiniStack with our corrections. Runs in .venv/emulator, where only MiniStack is installed."""
