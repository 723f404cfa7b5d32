"""What is broken, planned and guaranteed: components, incidents, maintenance, uptime."""
