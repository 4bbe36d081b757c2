# The command line in a distroless image: no shell, no package manager, not root.
# Build the bundles first: npm ci && npm run build
FROM gcr.io/distroless/nodejs20-debian12:nonroot
COPY --chown=root:root package.json LICENSE /opt/rampart/
COPY --chown=root:root dist/*.js /opt/rampart/dist/
COPY --chown=root:root dist/data /opt/rampart/dist/data
USER 65532:65532
WORKDIR /workspace
ENTRYPOINT ["/nodejs/bin/node", "/opt/rampart/dist/cli.js"]
CMD ["scan", "."]
