"""The application server: threads, because requests wait for the database more than they compute."""

import os

bind = os.environ.get("BIND", "0.0.0.0:8000")
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
max_requests, max_requests_jitter = 5000, 500
timeout, graceful_timeout, keepalive = 60, 20, 5
accesslog = os.environ.get("ACCESS_LOG") or None
control_socket_disable = True
