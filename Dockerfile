# Two stages: the first resolves and builds with uv, the second holds Python and the result alone.
FROM python:3.12-slim AS build
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never UV_PROJECT_ENVIRONMENT=/opt/switchboard
WORKDIR /src
RUN pip install --no-cache-dir --disable-pip-version-check --root-user-action=ignore uv
COPY pyproject.toml uv.lock README.md LICENSE ./
RUN uv sync --frozen --no-dev --no-install-project
COPY core ./core
COPY adapters ./adapters
COPY config ./config
COPY bots ./bots
RUN uv sync --frozen --no-dev --no-editable

FROM python:3.12-slim
COPY --from=build /opt/switchboard /opt/switchboard
RUN mkdir -p /data && chown 10001:10001 /data && chmod 700 /data
ENV PATH=/opt/switchboard/bin:$PATH PYTHONUNBUFFERED=1 SWITCHBOARD__STORE__PATH=/data SWITCHBOARD__WEB__HOST=0.0.0.0
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ.get('SWITCHBOARD__WEB__PORT', '8080') + '/livez', timeout=4)"]
# The program is process 1 and handles SIGTERM itself: what is being sent is finished and settled first.
ENTRYPOINT ["switchboard"]
CMD ["run"]
