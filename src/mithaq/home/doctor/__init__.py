"""What `mithaq doctor` looks at: each room gives findings, and whoever runs the node reads what to do."""
