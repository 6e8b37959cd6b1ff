"""The template and style sheet of a paper in the browser."""
