"""Probes, answered before sessions, sites and hosts are looked at.

`/-/live`: the process answers. `/-/ready`: it may be sent traffic: the database answers and its migrations are applied.
"""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse


class HealthMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/-/live":
            return HttpResponse("live\n", content_type="text/plain")
        if request.path == "/-/ready":
            return _ready()
        return self.get_response(request)


def _ready() -> HttpResponse:
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return HttpResponse("database does not answer\n", status=503, content_type="text/plain")
    if waiting:
        return HttpResponse(f"{len(waiting)} migrations are not applied\n", status=503, content_type="text/plain")
    return HttpResponse("ready\n", content_type="text/plain")
