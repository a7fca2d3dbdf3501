"""`python -m bot` is `planbot`."""

from bot.cli import main

main(prog_name="planbot")
