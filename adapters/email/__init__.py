"""Mail: what the desk sends by SMTP."""
