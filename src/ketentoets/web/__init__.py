"""The web page: choose, check the connection, start, follow, and take the result away. It judges nothing itself."""
