"""Tables and charts made of data, put into a document with caption, number and notes."""
