"""From a file to lines in the store, in named steps, with a report that balances."""
