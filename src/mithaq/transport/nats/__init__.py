"""NATS JetStream as the carrier between nodes (docs/network.md, ADR 0020): the one place that knows a broker.

Nothing is true because a broker said so. Envelopes travel in streams and pass the same admission as any bytes from outside;
payloads travel by request and reply alone, encrypted to whoever asked.
"""
