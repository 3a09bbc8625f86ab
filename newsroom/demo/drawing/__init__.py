"""The edition's pictures, drawn in code: cut paper, nine colours, no outlines."""
