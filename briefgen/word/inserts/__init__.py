"""Values that bring more than text into a document: listings, images, sub-documents."""
