"""Where an index lives (files, PostgreSQL) and who encodes sentences, each behind its protocol."""
