# The bot and all it needs, in two stages: Go and Debian build, an empty image
# holds the result. docker build --build-arg VERSION=v1.2.3 -t dalil .
# A machine without a registry makes the image with scripts/image.
ARG BUILDER=docker.io/library/golang:1.26-bookworm

FROM ${BUILDER} AS build
# The dictionaries are under the GPL: they lie beside the program, with their
# licence, and are no part of it.
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates tzdata dict-freedict-eng-ara dict-freedict-ara-eng \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=
ENV CGO_ENABLED=0
RUN go build -trimpath -buildvcs=false -ldflags "-s -w -X main.release=${VERSION}" -o /image/bot ./cmd/bot
# the index of the built-in corpus, so that the bot answers at once, and an empty
# folder for data that the user in the image may write to
RUN mkdir -p /image/data /image/tmp /image/etc/ssl/certs /image/usr/share/doc /image/usr/share/common-licenses \
    && DATA_DIR=/image/usr/share/dalil /image/bot index \
    && cp LICENSE /image/usr/share/dalil/ \
    && cp /etc/ssl/certs/ca-certificates.crt /image/etc/ssl/certs/ \
    && cp -r /usr/share/zoneinfo /usr/share/dictd /image/usr/share/ \
    && cp -rL /usr/share/doc/dict-freedict-eng-ara /usr/share/doc/dict-freedict-ara-eng /image/usr/share/doc/ \
    && cp -L /usr/share/common-licenses/GPL-2 /image/usr/share/common-licenses/ \
    && chown -R 65532:65532 /image/data /image/tmp && chmod 1777 /image/tmp

FROM scratch
COPY --from=build /image /
ENV DATA_DIR=/data PREBUILT_DIR=/usr/share/dalil SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt HTTP_ADDR=0.0.0.0:8080
USER 65532:65532
VOLUME /data
# health, metrics and pages; who may reach it is up to who runs the image
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 CMD ["/bot", "health"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["/bot"]
