"""The automatic screening of alerts and requests: rules as data, tests as small functions, findings for people."""
