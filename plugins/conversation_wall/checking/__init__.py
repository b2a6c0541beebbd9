"""What `wall check` looks at, each with what to do about it: settings, GitHub, store, output."""
