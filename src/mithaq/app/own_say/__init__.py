"""The use cases of a state's own say: links, flags, hiding, keeping, and what a post reads first."""
