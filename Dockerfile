# Lectern with a Swift toolchain, to render a folder of notebooks without installing anything else:
#
#   docker build -t lectern .
#   docker run --rm -v "$PWD:/work" lectern render
FROM swift:6.3-bookworm AS lectern
COPY . /lectern
RUN cd /lectern && scripts/install /usr/local && rm -rf /lectern /var/lib/apt/lists/*
WORKDIR /work
ENTRYPOINT ["lectern"]
CMD ["render"]
