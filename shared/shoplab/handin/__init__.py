"""Handing in: one line a graded cell; the answer's shape is checked in words, and its data leaves the notebook."""

from shoplab.handin.bundle import BUNDLE_MIME, BundleError, bundle_of, decode, encode, task_of
from shoplab.handin.desk import HandIn, HandInError, hand_in
from shoplab.handin.shapes import Shape, all_shapes, shape_of

__all__ = [
    "BUNDLE_MIME",
    "BundleError",
    "HandIn",
    "HandInError",
    "Shape",
    "all_shapes",
    "bundle_of",
    "decode",
    "encode",
    "hand_in",
    "shape_of",
    "task_of",
]
