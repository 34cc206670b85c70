"""The demonstration as it is meant to run: seven nodes as processes of their own, three NATS servers between them."""
