"""Who reviews an alert and how: the roster of duty reviewers, the lot that draws from it, calls, questions, urgency."""
