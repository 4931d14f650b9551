"""Small agreements, each for one thing that published service level agreements need."""
