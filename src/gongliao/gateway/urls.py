"""Every address of the product."""

from allauth.headless.account import views as account
from allauth.headless.constants import Client
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import include, path, re_path

from gongliao.gateway.health import healthz, readyz
from gongliao.gateway.interface import build_interface
from gongliao.gateway.web_client import web_client
from gongliao.platform.access.sign_in import actor_of_request

interface = build_interface()


def openapi(request: HttpRequest) -> HttpResponse:
    """Return the description of the interface to whoever is signed in."""
    actor_of_request(request)
    return JsonResponse(interface.get_openapi_schema())


# Of the sign-in library only what the client uses is reachable: nobody signs up or resets by mail here.
sign_in = [
    path("auth/session", account.SessionView.as_api_view(client=Client.BROWSER), name="current_session"),
    path("auth/login", account.LoginView.as_api_view(client=Client.BROWSER), name="login"),
    path(
        "account/password/change",
        account.ChangePasswordView.as_api_view(client=Client.BROWSER),
        name="change_password",
    ),
]

urlpatterns = [
    path("api/v1/openapi.json", openapi),
    path("api/v1/", interface.urls),
    path("_allauth/browser/v1/", include((sign_in, "headless"), namespace="headless")),
    path("healthz", healthz),
    path("readyz", readyz),
    re_path(r"^(?P<path>.*)$", web_client),
]
