"""自动办理: what crosses contexts. Each module is one policy, found by entry point (`concord.policies`)."""
