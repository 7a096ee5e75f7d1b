"""fanews: Persian news pages in, a store of visits and quotes out, each with the words it came from."""
