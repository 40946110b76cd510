"""Those who follow a tenant's events from outside: registered, provisioned in NATS, served and watched."""

from concord.subscribers.errors import SubscriberRefusal
from concord.subscribers.registering import Subscribers
from concord.subscribers.subscriber import Change, Delivery, Registration, Start, Subscriber

__all__ = [
    "Change",
    "Delivery",
    "Registration",
    "Start",
    "Subscriber",
    "SubscriberRefusal",
    "Subscribers",
]
