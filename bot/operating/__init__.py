"""Watching over a running bot: its log, its health, its figures, and what is wrong with a machine."""
