# The bot and all it needs, in two stages: Go and Debian build, an empty image
# holds the result. docker build --build-arg VERSION=v1.2.3 -t dalil .
# A machine without a registry makes the image with scripts/image.
ARG BUILDER=docker.io/library/golang:1.26-bookworm

FROM ${BUILDER} AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates tzdata \
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
RUN mkdir -p /image/data /image/tmp /image/etc/ssl/certs /image/usr/share \
    && DATA_DIR=/image/usr/share/dalil /image/bot index \
    && cp LICENSE /image/usr/share/dalil/ \
    && cp /etc/ssl/certs/ca-certificates.crt /image/etc/ssl/certs/ \
    && cp -r /usr/share/zoneinfo /image/usr/share/ \
    && chown -R 65532:65532 /image/data /image/tmp && chmod 1777 /image/tmp

FROM scratch
COPY --from=build /image /
ENV DATA_DIR=/data PREBUILT_DIR=/usr/share/dalil SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt
USER 65532:65532
VOLUME /data
STOPSIGNAL SIGTERM
ENTRYPOINT ["/bot"]
