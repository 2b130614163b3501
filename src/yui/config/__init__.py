"""Settings, addresses and servers: the one place that knows everything."""
