from django.http import HttpRequest
from django.http.response import HttpResponseBase

def serve(request: HttpRequest, path: str) -> HttpResponseBase: ...
