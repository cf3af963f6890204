"""What people write in sentences: Markdown, prose in sections, what no text may be."""
