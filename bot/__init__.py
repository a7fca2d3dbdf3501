"""Room 4 of 4: runs. Settings, the planbot command, the channels. The composition root."""
