// Sends every message back: the other end of profile-build.ts's measure of messages between worker and host.
process.on('message', (message) => {
    process.send?.(message);
});
export {};
//# sourceMappingURL=echo-process.js.map