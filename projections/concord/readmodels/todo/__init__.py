"""待办: what somebody has to do next, put together from the read models that know."""
