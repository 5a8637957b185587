"""What is taken out of outputs before they are committed."""

import base64
import struct
import zlib

import nbformat

from coursekit.build.outputs import WIDGET_VIEW, clean_notebook
from coursekit.build.png import SIGNATURE, stripped_png


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


PICTURE = SIGNATURE + chunk(b"IHDR", b"head") + chunk(b"pHYs", b"size") + chunk(b"IDAT", b"bits") + chunk(b"IEND", b"")
WITH_TEXT = PICTURE.replace(chunk(b"pHYs", b"size"), chunk(b"tEXt", b"Software\0x") + chunk(b"pHYs", b"size"))


def test_a_png_loses_its_texts_and_nothing_else() -> None:
    assert stripped_png(WITH_TEXT) == PICTURE
    assert stripped_png(PICTURE) == PICTURE
    assert stripped_png(b"GIF89a") == b"GIF89a"


def test_an_executed_notebook_is_cleaned() -> None:
    view = {"text/plain": "IntSlider(value=0)", WIDGET_VIEW: {"model_id": "abc"}}
    trace = [
        "File /home/wen/.venv/lib/python3.11/site-packages/pandas/core/frame.py:12",
        r"C:\venv\Lib\site-packages\a.py",
    ]
    outputs = [
        nbformat.v4.new_output("display_data", data=view),
        nbformat.v4.new_output("display_data", data={"image/png": base64.b64encode(WITH_TEXT).decode()}),
        nbformat.v4.new_output("error", ename="KeyError", evalue="'b'", traceback=trace),
    ]
    cell = nbformat.v4.new_code_cell("1", outputs=outputs, metadata={"execution": {"iopub.status.idle": "now"}})
    notebook = nbformat.v4.new_notebook(
        cells=[cell], metadata={"widgets": {"state": {}}, "language_info": {"name": "python", "version": "3"}}
    )
    clean_notebook(notebook)
    shown, picture, error = notebook.cells[0].outputs
    assert notebook.metadata == {"language_info": {"name": "python"}}
    assert notebook.cells[0].metadata == {}
    assert shown.data == {"text/plain": "IntSlider(value=0)"}
    assert base64.b64decode(picture.data["image/png"]) == PICTURE
    assert error.traceback == ["File site-packages/pandas/core/frame.py:12", "site-packages\\a.py"]
