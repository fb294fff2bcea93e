"""What a running installation consists of: one supervisor, one web server, one worker."""
