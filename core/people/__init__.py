"""Who asks, and how that is proven."""
