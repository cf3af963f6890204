"""A guide made of data: read, checked, decided and written without knowing its subject or its site generator."""
