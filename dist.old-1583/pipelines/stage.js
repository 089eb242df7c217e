export function defineTransform(stage) {
    return { kind: 'transform', ...stage };
}
export function defineFilter(stage) {
    return { kind: 'filter', ...stage };
}
//# sourceMappingURL=stage.js.map