"""The same store on PostgreSQL: what that database does in its own way."""
