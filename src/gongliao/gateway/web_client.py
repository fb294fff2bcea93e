"""Serves the built web client: its one page at every address that nothing else answers."""

import re

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

# A missing file must stay missing: the page in place of a script of an older build would only confuse.
FILE = re.compile(r"\.[a-z0-9]{1,8}$")

NOT_BUILT = """<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><title>Gongliao 工料</title>
<h1>Gongliao 工料</h1>
<p>网页端尚未构建。请在源码目录运行 <code>make web</code>，然后刷新本页。</p>
<p>The web client has not been built. Run <code>make web</code> in the source folder, then reload this page.</p>
"""


@require_safe
def web_client(request: HttpRequest, path: str = "") -> HttpResponse:
    """Return the page; the client itself reads the address."""
    if path.startswith(("api/", "_allauth/", "assets/")) or FILE.search(path):
        raise Http404(path)
    index = settings.WEB_CLIENT / "index.html"
    page = index.read_bytes() if index.is_file() else NOT_BUILT
    # Asked for anew each time: it names the files of the build that is served now.
    return HttpResponse(page, headers={"Cache-Control": "no-cache"})
