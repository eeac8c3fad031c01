"""The addresses of the API. There is no page that tries it out: such a page runs scripts of elsewhere."""

from __future__ import annotations

from django.urls import path

from uitvoerbaar.desk.api.laws import router
from uitvoerbaar.desk.api.rules import VERSION, RuledAPI, follow

api = RuledAPI(
    title="uitvoerbaar",
    version=VERSION,
    description="Wetten als tekst en als regel: welke er zijn, wat een artikel zegt en wat het leest.",
    docs_url=None,
    urls_namespace="api",
)
api.add_router("", router)
follow(api)

urlpatterns = [path("api/v1/", api.urls)]
