"""The life of a tenant after it was provisioned: configured, suspended, resumed, closed; each an entry of its
own ledger, taken together with what it changes."""

from concord.lifecycle.changing import StateChange, change_state
from concord.lifecycle.configuration import Configuration, ConfigurationRefusal, Retention, offered
from concord.lifecycle.configuring import configuration_of, configure
from concord.lifecycle.errors import LifecycleRefusal

__all__ = [
    "Configuration",
    "ConfigurationRefusal",
    "LifecycleRefusal",
    "Retention",
    "StateChange",
    "change_state",
    "configuration_of",
    "configure",
    "offered",
]
