"""The command `wall`: what an owner and a workflow call. It catches every error of ours, once."""
