"""What stands beside the form: the agreement as it reads now, what its checks find, and the guide."""
