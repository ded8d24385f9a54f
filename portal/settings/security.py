"""Headers, cookies and transport. Relaxed only where DEBUG or DEMO_MODE says that no citizen is served."""

from csp.constants import NONE, SELF, UNSAFE_INLINE

from portal.settings.environment import DEBUG, DEMO_MODE, env

_ON_HTTPS: bool = env.bool("HTTPS", default=not (DEBUG or DEMO_MODE))

SECURE_SSL_REDIRECT = _ON_HTTPS
PUBLIC_PORT: int = 443 if _ON_HTTPS else env.int("PUBLIC_PORT", default=80)
SECURE_REDIRECT_EXEMPT = [r"^-/live$", r"^-/ready$"]
SECURE_HSTS_SECONDS = 31_536_000 if _ON_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _ON_HTTPS
SECURE_HSTS_PRELOAD = _ON_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _ON_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 10
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # the review file frames the preview of its item

# Public pages have no inline script or style. Wagtail's admin has both (date pickers, editor styles), so it gets its own.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "frame-src": [SELF],
        "frame-ancestors": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
    },
}
ADMIN_CONTENT_SECURITY_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: []
    for name in (
        "accelerometer",
        "camera",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
}
