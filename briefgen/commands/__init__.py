"""One module per command, each reading as the list of its steps. Only commands join the stages."""
