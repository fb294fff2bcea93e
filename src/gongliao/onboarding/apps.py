"""Django application of this module."""

from django.apps import AppConfig


class OnboardingConfig(AppConfig):
    """Names the module for Django."""

    name = "gongliao.onboarding"
    label = "onboarding"
