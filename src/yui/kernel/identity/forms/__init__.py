"""What people type to sign in, and what an organisation's administrators type."""
