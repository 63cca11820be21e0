UPDATE typed SET key = {key} WHERE document_class IN ({listed})
