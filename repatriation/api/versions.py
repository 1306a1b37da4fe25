"""ETag and If-Match: `"<version>.<digest of the body>"`."""

import hashlib
import json

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import APIException
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder


class VersionMissing(APIException):
    status_code, default_code = 428, "version_missing"
    default_detail = _("Send If-Match with the ETag of what you read.")


def as_seen(request, row):
    """The row as the caller read it, so that `lock` can tell."""
    version = request.headers.get("If-Match", "").removeprefix("W/").strip('"').partition(".")[0]
    if not version.isdecimal():
        raise VersionMissing
    row.version = int(version)
    return row


def versioned(request, row, data, status=200):
    """The object with its ETag; 304 where the caller has just this."""
    text = json.dumps(data, cls=JSONEncoder, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    etag = f'"{row.version}.{digest}"'
    headers = {"ETag": etag}
    known = [tag.strip() for tag in request.headers.get("If-None-Match", "").split(",")]
    if request.method in ("GET", "HEAD") and etag in known:
        return Response(status=304, headers=headers)
    return Response(data, status=status, headers=headers)
