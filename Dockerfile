# The planner as a small image, run by a user without rights. Data (the SQLite file, where no PostgreSQL is named) in /data.
FROM python:3.13-slim

ENV PATH=/opt/planner/bin:$PATH \
    PIP_NO_CACHE_DIR=1 \
    PYTHONUNBUFFERED=1 \
    PLANNER_HOST=0.0.0.0 \
    PLANNER_PORT=8000 \
    PLANNER_PUBLIC_URL=http://localhost:8000 \
    PLANNER_DATA=/data \
    PLANNER_LOG=json

WORKDIR /srv/planner
COPY . .
RUN .ci/install /opt/planner requirements.lock
RUN useradd --system --no-create-home planner && install --directory --owner=planner /data

USER planner
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ['PLANNER_PORT'] + '/readyz')"]
CMD ["planner", "serve", "--migrate"]
