"""What translators work on: the messages of the course and its packages, one gettext catalogue a domain and language."""
