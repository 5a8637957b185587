"""The course as a website: committed notebooks and pages become one folder of plain files, and nothing is run."""
