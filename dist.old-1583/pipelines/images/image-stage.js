export function defineImageFilter(stage) {
    return { kind: 'image-filter', ...stage };
}
export function defineImageTransform(stage) {
    return { kind: 'image-transform', ...stage };
}
export function defineImageDedup(stage) {
    return { kind: 'image-dedup', ...stage };
}
//# sourceMappingURL=image-stage.js.map