"""Django application of this module."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """Names the module for Django."""

    name = "gongliao.projects"
    label = "projects"
