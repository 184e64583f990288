"""Writers of the generated tables; one module a table, each with `render() -> str`."""
