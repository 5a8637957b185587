"""From a text twin (what authors edit) to the notebooks that people read, do and are graded on."""
