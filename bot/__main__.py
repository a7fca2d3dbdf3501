"""`python -m bot` is `planbot`."""

from bot.entry import start

start()
