"""What stops a build."""


class BuildError(Exception):
    """A twin can't become a notebook; the message says where, why and what to do next."""
