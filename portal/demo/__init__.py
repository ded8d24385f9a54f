"""Demo boards: people and content of our own, brought through each board's chain by that board's people."""
