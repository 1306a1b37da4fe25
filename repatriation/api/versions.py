"""ETag and If-Match: `"<version>.<digest of the body>"`."""

import hashlib
import json

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import APIException
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder

from repatriation.ledger.locking import lock

LONGEST_VERSION = 9  # digits: what an integer column holds
ANY = "*"


class VersionMissing(APIException):
    status_code, default_code = 428, "version_missing"
    default_detail = _("Send If-Match with the ETag of what you read.")


def as_seen(request, row):
    """The row as the caller read it, so that `lock` can tell."""
    tag = request.headers.get("If-Match", "").strip().removeprefix("W/")
    version = tag.strip('"').partition(".")[0]
    if not (version.isascii() and version.isdecimal() and len(version) <= LONGEST_VERSION):
        raise VersionMissing
    row.version = int(version)
    return row


def line_as_seen(request, row):
    """A line of many, whose operation looks at its state and not at its version: `*` is enough;
    a version that is named is compared."""
    if request.headers.get("If-Match", "").strip() == ANY:
        return row
    return lock(as_seen(request, row))


def versioned(request, row, data, status=200):
    """The object with its ETag; 304 where the caller has just this. A record that is never
    changed has the version 0."""
    text = json.dumps(data, cls=JSONEncoder, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    etag = f'"{getattr(row, "version", 0)}.{digest}"'
    headers = {"ETag": etag}
    known = [tag.strip() for tag in request.headers.get("If-None-Match", "").split(",")]
    if request.method in ("GET", "HEAD") and etag in known:
        return Response(status=304, headers=headers)
    return Response(data, status=status, headers=headers)
