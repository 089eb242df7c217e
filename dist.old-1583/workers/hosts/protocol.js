/** Exit status of a host whose own watchdog found its memory above the limit. */
export const memoryExitCode = 86;
//# sourceMappingURL=protocol.js.map