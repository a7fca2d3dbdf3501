"""From files to the store: one pipeline for the command line, for a watched folder and for files sent in a chat.

Everything is read before anything is written, and all of it is written in one transaction: an interrupted intake
leaves what answers rest on as it was. What was read by then is kept aside, and the next intake goes on from there.
"""

from bot.intake.pipeline import clean_texts, ingest, look
from bot.intake.values import Outcome, Progress, Report

__all__ = ["Outcome", "Progress", "Report", "clean_texts", "ingest", "look"]
