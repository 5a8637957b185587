"""The bundle: one answer as JSON, `{"format": 1, "task": "…", "answer": …}`, with the same caps on both ways."""

from shoplab.handin.decode import decode, task_of
from shoplab.handin.encode import bundle_of, encode
from shoplab.handin.limits import FORMAT, BundleError

BUNDLE_MIME = "application/vnd.shop-course.answer+json"

__all__ = ["BUNDLE_MIME", "FORMAT", "BundleError", "bundle_of", "decode", "encode", "task_of"]
