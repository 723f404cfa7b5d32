"""Discord and Telegram as local servers that speak the real wire protocols, and a page to play on them."""
