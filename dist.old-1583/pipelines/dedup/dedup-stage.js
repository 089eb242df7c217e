export function defineKeyDedup(stage) {
    return { kind: 'dedup', compares: 'keys', ...stage };
}
//# sourceMappingURL=dedup-stage.js.map