"""The door of onboarding, for the gateway's command line."""

from gongliao.onboarding.operations.load_demo import DemoResult, load_demo

__all__ = ["DemoResult", "load_demo"]
