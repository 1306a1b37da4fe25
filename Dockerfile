# The application's image: web, worker, beat and migrate are the same image with another command.
FROM python:3.11-slim-bookworm AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /venv
COPY requirements/production.txt /tmp/production.txt
RUN /venv/bin/pip install --require-hashes -r /tmp/production.txt

WORKDIR /app
COPY manage.py pyproject.toml ./
COPY repatriation repatriation
COPY cases cases
COPY exchanges exchanges
COPY templates templates
COPY static static
COPY locale locale
# Compressed, and named by their content, so that browsers may keep them.
RUN SECRET_KEY=build STATICFILES_STORAGE=whitenoise.storage.CompressedManifestStaticFilesStorage \
    STATIC_ROOT=/app/staticfiles /venv/bin/python manage.py collectstatic --noinput \
    && /venv/bin/python -m compileall -q /app


FROM python:3.11-slim-bookworm

RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin repatriation \
    && install -d -o repatriation -g repatriation -m 0700 /files
COPY --from=build /venv /venv
COPY --from=build /app /app

ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=repatriation.settings \
    STATICFILES_STORAGE=whitenoise.storage.CompressedManifestStaticFilesStorage \
    STATIC_ROOT=/app/staticfiles \
    STATIC_FROM_SOURCE=false \
    FILES_DIR=/files
WORKDIR /app
USER repatriation
EXPOSE 8000
CMD ["gunicorn", "repatriation.wsgi", "--config=python:repatriation.server", \
     "--bind=0.0.0.0:8000", "--worker-tmp-dir=/dev/shm"]
