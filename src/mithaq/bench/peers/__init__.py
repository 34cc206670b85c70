"""Other systems that find people by name, put to the same questions in the same run (docs/performance.md)."""
