"""What the web server runs."""

import os

from django.core.wsgi import get_wsgi_application

from repatriation.audit.login import serve_as_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "repatriation.settings")
application = get_wsgi_application()
serve_as_application()
