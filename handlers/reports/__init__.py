"""Reports by message: read, asked back, shown on a card, confirmed, published; history and corrections."""
