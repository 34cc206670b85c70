"""What keeps a person from harm before an alert circulates: the commission's clearing, its bars, and lodged protection."""
