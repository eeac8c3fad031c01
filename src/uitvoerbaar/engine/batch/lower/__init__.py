"""From the graph to small programs of whole numbers, with intervals that prove them exact."""
