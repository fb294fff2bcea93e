"""All kinds of documents, found among the models."""

from functools import cache

from django.apps import apps

from gongliao.platform.models.documents import Document


@cache
def document_types() -> dict[str, type[Document]]:
    """Return the document models by their type name."""
    return {model.document_type: model for model in apps.get_models() if issubclass(model, Document)}
